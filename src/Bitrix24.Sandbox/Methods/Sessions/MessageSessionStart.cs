namespace Bitrix24.Sandbox;

/// <summary>
/// <c>imopenlines.message.session.start</c>: ends the session and begins another one with a message of it. True also where the message is
/// of another chat or of none.
/// </summary>
internal static class MessageSessionStart
{
    public static MethodAnswer Handle(MethodCall call)
    {
        var (chat, error) = ChatGate.Pass(call);
        if (chat is null)
        {
            return MethodAnswer.Refused(error!);
        }

        if (call.Locks(ChatLock.NewSession, chat)
            && SessionBook.FindOrOpen(call, chat) is { } session
            && chat.Messages.Find(PhpValue.ToInteger(call.Parameters["MESSAGE_ID"])) is { } message)
        {
            Restart(call, chat, session, message);
        }

        return MethodAnswer.Of(true, chat.Id);
    }

    private static void Restart(MethodCall call, SandboxChat chat, SandboxSession session, SandboxMessage message)
    {
        SystemMessages.Write(call, chat, $"{SystemMessages.Name(call.User)} closed the dialog to begin another one");
        SessionBook.Close(call, chat, session);
        SessionBook.Open(call, chat, call.User.Id);
        SessionJoin.Join(call, chat);

        // To be read by operators: the client has it already.
        call.Portal.Chats.Write(chat, message with { Id = chat.Messages.NextId(), Date = call.Begins, IsForClient = false });
    }
}
