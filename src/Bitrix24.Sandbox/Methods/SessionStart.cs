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
        && chat.CurrentSession is not { WaitsForVote: true };

    private static void Start(MethodCall call, SandboxChat chat)
    {
        var open = FindOpen(call, chat);
        if (open is null)
        {
            open = new(call.Portal.NextSessionId())
            {
                OperatorId = call.User.Id,
                Created = call.Begins,
                VisibleFrom = call.Ends,
            };
            chat.Sessions.Add(open);
            chat.AuthorId = chat.AuthorId == 0 ? call.User.Id : chat.AuthorId;
            chat.Messages.Add("Start a new dialogue #" + PhpValue.ToText(open.Id));
            call.Portal.Chats.Keep(chat);
            call.Portal.Journal.SessionCreated(chat.Id);
        }
        else if (open.OperatorId == 0)
        {
            open.OperatorId = call.User.Id;
            chat.AuthorId = call.User.Id;
        }

        SessionJoin.Join(call, chat);
    }

    private static SandboxSession? FindOpen(MethodCall call, SandboxChat chat)
    {
        SandboxSession? newest = null;
        for (var i = chat.Sessions.Count - 1; i >= 0; i--)
        {
            var session = chat.Sessions[i];
            if (session.IsClosed || session.VisibleFrom > call.Begins)
            {
                continue;
            }

            if (newest is null)
            {
                newest = session;
            }
            else
            {
                session.IsClosed = true;
                session.IsDuplicate = true;
            }
        }

        return newest;
    }
}
