namespace Bitrix24.Sandbox;

/// <summary>
/// <c>imopenlines.operator.finish</c> for one's own session and <c>operator.another.finish</c> for anybody's. A line that asks the client
/// for his vote keeps it open for a while. True also where another call is at it already and nothing was done.
/// </summary>
internal static class OperatorFinish
{
    public static MethodAnswer Handle(MethodCall call)
    {
        var (chat, error) = ChatGate.PassFolded(call);
        if (chat is null)
        {
            return MethodAnswer.Refused(error!);
        }

        if (IsAtIt(call, chat))
        {
            return MethodAnswer.Of(true, chat.Id);
        }

        if (SessionBook.Find(call, chat) is not { } session)
        {
            return MethodAnswer.Refused(OpenLinesErrors.SessionOrChatNotLoaded);
        }

        if (session.OperatorId != call.User.Id)
        {
            return MethodAnswer.Refused(OpenLinesErrors.NotOperator("close the dialog"));
        }

        End(call, chat, session);
        return MethodAnswer.Of(true, chat.Id);
    }

    public static MethodAnswer HandleAnother(MethodCall call)
    {
        var (chat, error) = ChatGate.Pass(call);
        if (chat is null)
        {
            return MethodAnswer.Refused(error!);
        }

        if (IsAtIt(call, chat))
        {
            return MethodAnswer.Of(true, chat.Id);
        }

        if (SessionBook.Find(call, chat) is not { } session)
        {
            return MethodAnswer.Refused(OpenLinesErrors.SessionOrChatNotLoaded);
        }

        if (chat.AuthorId == 0)
        {
            OperatorChange.Answer(call, chat, call.User);
        }
        else if (session.OperatorId != call.User.Id)
        {
            SystemMessages.Write(call, chat, $"{SystemMessages.Name(call.User)} closed the dialog");
        }

        End(call, chat, session);
        return MethodAnswer.Of(true, chat.Id);
    }

    private static bool IsAtIt(MethodCall call, SandboxChat chat) => call.Portal.Locks.IsHeld(ChatLock.Queue, chat.Id, call.Begins);

    private static void End(MethodCall call, SandboxChat chat, SandboxSession session)
    {
        call.Locks(ChatLock.Queue, chat);
        var settings = call.Portal.FindLine(chat.LineId)?.Settings;
        if (settings is not null && settings.IsOn("VOTE_MESSAGE") && settings.IsOn("VOTE_CLOSING_DELAY") && !session.AwaitsVote)
        {
            session.Status = SessionStatus.AwaitsVote;
            session.Modified = call.Begins;
            SystemMessages.Write(call, chat, $"{settings.Text("VOTE_MESSAGE_1_TEXT")}");
        }
        else
        {
            SystemMessages.Write(call, chat, $"The dialog #{session.Id} is closed");
            SessionBook.Close(call, chat, session);
        }
    }
}
