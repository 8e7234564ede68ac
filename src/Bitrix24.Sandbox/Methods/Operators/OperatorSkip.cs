namespace Bitrix24.Sandbox;

/// <summary>
/// <c>imopenlines.operator.skip</c>: the dialog goes to the next in the queue. Where no session is open the caller leaves the chat, and is
/// told an error without a code.
/// </summary>
internal static class OperatorSkip
{
    public static MethodAnswer Handle(MethodCall call)
    {
        var (chat, error) = ChatGate.PassFolded(call);
        if (chat is null)
        {
            return MethodAnswer.Refused(error!);
        }

        if (SessionBook.Find(call, chat) is not { } session)
        {
            chat.Members.Remove(call.User.Id);
            call.Portal.Chats.Keep(chat);
            return MethodAnswer.Refused(PortalErrors.Blank);
        }

        SystemMessages.Write(call, chat, $"{SystemMessages.Name(call.User)} skipped the request");
        OperatorChange.ToNext(call, chat, session);
        return MethodAnswer.Of(true, chat.Id);
    }
}
