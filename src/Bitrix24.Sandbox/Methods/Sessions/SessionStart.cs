namespace Bitrix24.Sandbox;

/// <summary><c>imopenlines.session.start</c>: an open session afterwards. Its answer only says that the gate let the caller in.</summary>
internal static class SessionStart
{
    public static MethodAnswer Handle(MethodCall call)
    {
        var (chat, error) = ChatGate.Pass(call);
        if (chat is null)
        {
            return MethodAnswer.Refused(error!);
        }

        if (CanStart(call, chat))
        {
            Start(call, chat);
        }

        return MethodAnswer.Of(true, chat.Id);
    }

    private static bool CanStart(MethodCall call, SandboxChat chat) =>
        chat.IsOpenLine
        && chat.Members.Count > 0
        && call.Portal.HasLine(chat.LineId)
        && chat.CurrentSession is not { AwaitsVote: true };

    private static void Start(MethodCall call, SandboxChat chat)
    {
        var open = SessionBook.Find(call, chat);
        if (open is null)
        {
            SessionBook.Open(call, chat, call.User.Id);
        }
        else if (open.OperatorId == 0)
        {
            open.OperatorId = call.User.Id;
            open.Status = SessionStatus.Answered;
            chat.AuthorId = call.User.Id;
            call.Portal.Chats.Keep(chat);
        }

        SessionJoin.Join(call, chat);
    }
}
