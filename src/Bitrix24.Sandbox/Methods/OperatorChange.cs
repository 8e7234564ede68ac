using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>How a dialog gets another operator.</summary>
internal static class OperatorChange
{
    /// <summary>
    /// Makes somebody the operator of the open session. False where he is already, where somebody is becoming it right now, or where no
    /// session is open: then he has become a member all the same.
    /// </summary>
    public static bool Answer(MethodCall call, SandboxChat chat, SandboxUser user)
    {
        if (chat.AuthorId == user.Id || !call.Locks(ChatLock.Answer, chat))
        {
            return false;
        }

        if (!chat.HasMember(user.Id) && user.IsActive)
        {
            chat.Members.Add(user.Id);
            call.Portal.Chats.Keep(chat);
        }

        if (SessionBook.Find(call, chat) is not { } session)
        {
            return false;
        }

        session.OperatorId = user.Id;
        session.Status = session.Status < SessionStatus.Answered ? SessionStatus.Answered : session.Status;
        session.Modified = call.Begins;
        RemoveOperators(call, chat, but: user.Id);
        chat.AuthorId = user.Id;
        chat.OfferedTo.Clear();
        call.Portal.Chats.Keep(chat);
        return true;
    }

    /// <summary>Gives the session to the queue of a line: nobody is responsible, and the next in turn is asked.</summary>
    public static void ToQueue(MethodCall call, SandboxChat chat, SandboxSession session, long lineId, long behind = 0)
    {
        chat.Members.RemoveAll(id => call.Portal.IsStaff(chat, id));
        chat.HiddenMembers.Clear();
        chat.AuthorId = 0;
        chat.LineId = lineId;
        session.Status = SessionStatus.Skipped;
        session.IsPinned = false;
        session.Modified = call.Begins;
        session.OperatorId = LineQueue.Offer(call, chat, behind);
    }

    /// <summary>The next in the queue gets the dialog of somebody who skips it.</summary>
    public static void ToNext(MethodCall call, SandboxChat chat, SandboxSession session) =>
        ToQueue(call, chat, session, chat.LineId, behind: session.OperatorId == 0 ? call.User.Id : session.OperatorId);

    // Bots and the client stay.
    private static void RemoveOperators(MethodCall call, SandboxChat chat, long but)
    {
        var leaving = chat.Members
            .Where(id => id != but && call.Portal.IsStaff(chat, id) && call.Portal.FindUser(id) is { IsBot: false })
            .ToList();
        chat.Members.RemoveAll(leaving.Contains);
        chat.HiddenMembers.RemoveAll(leaving.Contains);
    }
}
