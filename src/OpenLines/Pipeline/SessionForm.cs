using System.Collections.Generic;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Calls that change the session of a chat.</summary>
internal sealed class SessionForm(SessionAction action) : OutcomeForm(Outcome.ActionOf(action))
{
    private const string Verified = "OpenLines.SessionResult#Verified";

    public override IReadOnlyList<object?> CreateResults(InputItem item, Call call, PipelineRun run)
    {
        var act = call.Act;
        var dialog = (act.FollowUp as Call<DialogRecord>)?.Result;
        var result = new SessionResult(new(act.Chat), item.UserCode, action, dialog, item.First, run);
        if (dialog is not null)
        {
            // A view of its own shows what was found. The engine keeps this with the object, however it comes by it later.
            PSObject.AsPSObject(result).TypeNames.Insert(0, Verified);
        }

        return [result];
    }
}
