using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>
/// <c>imopenlines.session.mode.pinAll</c> and <c>unpinAll</c>: the flag of all dialogs of the caller, answered with the sessions whose flag
/// has changed.
/// </summary>
internal static class SessionPinAll
{
    public static MethodAnswer Handle(MethodCall call) => Set(call, isPinned: true);

    public static MethodAnswer HandleUnpin(MethodCall call) => Set(call, isPinned: false);

    private static MethodAnswer Set(MethodCall call, bool isPinned)
    {
        var dialogs = call.Portal.Chats.WithSessions
            .SelectMany(static chat => chat.Sessions, static (chat, session) => (Chat: chat, Session: session))
            .Where(pair => pair.Session.IsActive && pair.Session.OperatorId == call.User.Id && pair.Session.IsPinned != isPinned)
            .ToList();
        var changed = dialogs
            .Where(pair => MayTouch(call, pair.Chat) && SessionPin.TrySet(call, pair.Chat, isPinned))
            .Select(static pair => pair.Session.Id);
        return MethodAnswer.Of(PhpArray.ListOf(changed));
    }

    private static bool MayTouch(MethodCall call, SandboxChat chat) => ChatGate.Pass(call, chat.Id).Chat is not null;
}
