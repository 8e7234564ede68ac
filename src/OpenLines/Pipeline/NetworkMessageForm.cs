using System.Collections.Generic;
using System.Globalization;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Messages of lines of the network.</summary>
internal sealed class NetworkMessageForm() : OutcomeForm(OutcomeAction.Send)
{
    public override IReadOnlyList<object?> CreateResults(InputItem item, Call call, PipelineRun run) =>
    [
        new NetworkMessage(
            call.Parameters[0].Value, long.Parse(call.Parameters[1].Value, CultureInfo.InvariantCulture), item.First, run),
    ];
}
