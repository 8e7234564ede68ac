namespace Bitrix24.Sandbox;

/// <summary><c>imopenlines.operator.spam</c>: the session ends as spam. True also where no session is open.</summary>
internal static class OperatorSpam
{
    public static MethodAnswer Handle(MethodCall call)
    {
        var (chat, error) = ChatGate.PassFolded(call);
        if (chat is null)
        {
            return MethodAnswer.Refused(error!);
        }

        if (SessionBook.Find(call, chat) is { } session && call.Locks(ChatLock.Queue, chat))
        {
            SystemMessages.Write(call, chat, $"{SystemMessages.Name(call.User)} marked the dialog as spam");
            SessionBook.Close(call, chat, session, SessionStatus.Spam);
        }

        return MethodAnswer.Of(true, chat.Id);
    }
}
