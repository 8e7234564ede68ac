using System.Collections.Generic;
using static Bitrix24.Sandbox.SandboxMethod;

namespace Bitrix24.Sandbox;

/// <summary>The methods for sessions and dialogs.</summary>
internal static class SessionTable
{
    public static IEnumerable<SandboxMethod> Methods =>
    [
        OfOpenLines("session.open", SessionOpen.Handle),
        OfOpenLines("session.join", SessionJoin.Handle, changesChat: true),
        OfOpenLines("session.start", SessionStart.Handle, changesChat: true),
        OfOpenLines("session.history.get", SessionHistoryGet.Handle),
        OfOpenLines("session.intercept", SessionIntercept.Handle, changesChat: true),
        OfOpenLines("session.mode.pin", SessionPin.Handle, changesChat: true),
        OfOpenLines("session.mode.unpin", SessionPin.HandleUnpin, changesChat: true),
        OfOpenLines("session.mode.pinAll", SessionPinAll.Handle),
        OfOpenLines("session.mode.unpinAll", SessionPinAll.HandleUnpin),
        OfOpenLines("session.mode.silent", SessionSilent.Handle, changesChat: true),
        OfOpenLines("session.head.vote", SessionHeadVote.Handle),
        OfOpenLines("dialog.get", DialogGet.Handle),
        OfOpenLines("message.session.start", MessageSessionStart.Handle, changesChat: true),
        OfOpenLines("message.quick.save", MessageQuickSave.Handle),
        OfOpenLines("crm.lead.create", CrmLeadCreate.Handle, changesChat: true),
    ];
}
