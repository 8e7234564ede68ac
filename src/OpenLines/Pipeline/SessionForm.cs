using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Calls that change the session of a chat.</summary>
internal sealed class SessionForm(SessionAction action) : OutcomeForm(Outcome.ActionOf(action), "Chat")
{
    public override string? UserCodeOf(InputItem item, Call call) => item.UserCode;

    public override IPortalResult CreateResult(InputItem item, Call call, PipelineRun run) =>
        new SessionResult(new(call.Chat), item.UserCode, action, (call.FollowUp as Call<Dialog>)?.Result, item.First, run);
}
