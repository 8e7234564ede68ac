using System.Collections.Generic;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Calls that add lines of the network to the portal.</summary>
internal sealed class NetworkLineForm() : OutcomeForm(OutcomeAction.AddLine)
{
    public override IReadOnlyList<object?> CreateResults(InputItem item, Call call, PipelineRun run) =>
        [new NetworkLine(call.Parameters[0].Value, ((Call<long>)call).Result, item.First, run)];
}
