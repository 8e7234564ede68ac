using System.Collections.Generic;
using System.Linq;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Calls that keep dialogs with their operator or no longer: of one chat, or of all that the connected user has.</summary>
internal sealed class PinForm(SessionAction action) : OutcomeForm(Outcome.ActionOf(action))
{
    private readonly SessionForm _ofChat = new(action);

    public override IReadOnlyList<object?> CreateResults(InputItem item, Call call, PipelineRun run) =>
        call is Call<IReadOnlyList<long>> all
            ? [.. all.Result!.Select(session => new PinChange(session, action, run))]
            : _ofChat.CreateResults(item, call, run);
}
