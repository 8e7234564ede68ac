using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>Hands a dialog over. Where no session is open one is opened first, as if the client had written.</summary>
internal static class DialogTransfer
{
    /// <param name="call">The call.</param>
    /// <param name="chat">The chat.</param>
    /// <param name="from">Who hands over.</param>
    /// <param name="target">To whom.</param>
    /// <param name="leaves">Whether he leaves the chat then.</param>
    /// <returns>Whether it went.</returns>
    public static bool Run(MethodCall call, SandboxChat chat, SandboxUser from, TransferTarget target, bool leaves)
    {
        if (!call.Locks(ChatLock.Queue, chat) || SessionBook.FindOrOpen(call, chat) is not { } session)
        {
            return false;
        }

        return target.LineId > 0
            ? ToLine(call, chat, session, from, target.LineId)
            : ToUser(call, chat, session, from, target.UserId, leaves);
    }

    private static bool ToLine(MethodCall call, SandboxChat chat, SandboxSession session, SandboxUser from, long lineId)
    {
        if (call.Portal.FindLine(lineId) is not { } line)
        {
            return false;
        }

        OperatorChange.ToQueue(call, chat, session, lineId);
        if (from.IsBot)
        {
            chat.Members.Add(from.Id);
        }

        SystemMessages.Write(call, chat, $"{SystemMessages.Name(from)} transferred the dialog to [b]{line.Name}[/b]");
        return true;
    }

    private static bool ToUser(MethodCall call, SandboxChat chat, SandboxSession session, SandboxUser from, long userId, bool leaves)
    {
        if (call.Portal.FindUser(userId) is not { IsActive: true, IsBot: false, IsExtranet: false } to)
        {
            return false;
        }

        var leaving = chat.Members
            .Where(id => call.Portal.IsStaff(chat, id) && (id == from.Id ? leaves : call.Portal.FindUser(id) is { IsBot: false }))
            .ToList();
        chat.Members.RemoveAll(leaving.Contains);
        chat.AuthorId = 0;
        session.IsPinned = false;
        SystemMessages.Write(call, chat, $"{SystemMessages.Name(from)} transferred the dialog to {SystemMessages.Name(to)}");
        return OperatorChange.Answer(call, chat, to);
    }
}
