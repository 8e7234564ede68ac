using System;

namespace Bitrix24.Sandbox;

/// <summary>
/// <c>imopenlines.session.mode.pin</c> and its undocumented twin <c>unpin</c>: whether the dialog stays with its operator. A flag that
/// would change opens a session where none is open.
/// </summary>
internal static class SessionPin
{
    public static MethodAnswer Handle(MethodCall call) => Set(call, !(PhpValue.ToText(call.Parameters["ACTIVATE"]) == "N"));

    public static MethodAnswer HandleUnpin(MethodCall call) => Set(call, isPinned: false);

    /// <summary>Sets the flag for the caller, who must be the operator.</summary>
    public static bool TrySet(MethodCall call, SandboxChat chat, bool isPinned)
    {
        if (IsPinned(chat) == isPinned)
        {
            return true;
        }

        if (SessionBook.FindOrOpen(call, chat) is not { } session || session.OperatorId != call.User.Id)
        {
            return false;
        }

        if (!call.Locks(ChatLock.Queue, chat))
        {
            return true;
        }

        session.IsPinned = isPinned;
        FormattableString text = isPinned
            ? (FormattableString)$"The dialog is assigned to you until {PortalClock.Format(call.Begins + TimeSpan.FromDays(7))}"
            : $"The dialog is not assigned to you any more";
        SystemMessages.Write(call, chat, text);
        return true;
    }

    private static bool IsPinned(SandboxChat chat) => chat.CurrentSession is { IsClosed: false, IsPinned: true };

    private static MethodAnswer Set(MethodCall call, bool isPinned)
    {
        if (!PhpValue.ToBoolean(call.Parameters["CHAT_ID"]))
        {
            return MethodAnswer.Refused(OpenLinesErrors.ChatIdEmpty);
        }

        var (chat, error) = ChatGate.Pass(call);
        if (chat is null)
        {
            return MethodAnswer.Refused(error!);
        }

        // That the caller is not the operator is lost on the way out.
        return TrySet(call, chat, isPinned) ? MethodAnswer.Of(true, chat.Id) : MethodAnswer.Refused(PortalErrors.Blank);
    }
}
