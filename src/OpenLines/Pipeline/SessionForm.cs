using System.Collections.Generic;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Calls that change the session of a chat.</summary>
internal sealed class SessionForm(SessionAction action) : OutcomeForm(Outcome.ActionOf(action))
{
    public override IReadOnlyList<object?> CreateResults(InputItem item, Call call, PipelineRun run)
    {
        var act = call.Act;
        var dialog = (act.FollowUp as Call<DialogRecord>)?.Result;
        return [new SessionResult(new(act.Chat), item.UserCode, action, dialog, item.First, run)];
    }
}
