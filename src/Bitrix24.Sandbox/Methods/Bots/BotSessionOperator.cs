namespace Bitrix24.Sandbox;

/// <summary>
/// <c>imopenlines.bot.session.operator</c>: the bot gives the dialog to the queue. Whose bot it is nobody asks. Where no session is open
/// one begins first, as if the client had written.
/// </summary>
internal static class BotSessionOperator
{
    private static readonly SandboxError WrongChat = new("WRONG_CHAT", "Operator is not a bot");

    public static MethodAnswer Handle(MethodCall call)
    {
        var chatId = PhpValue.ToInteger(call.Folded("CHAT_ID"));
        if (chatId <= 0)
        {
            return MethodAnswer.Refused(OpenLinesErrors.ChatIdEmpty);
        }

        if (call.Portal.Chats.Read(chatId) is not { } chat
            || SessionBook.FindOrOpen(call, chat) is not { } session
            || call.Portal.FindUser(session.OperatorId) is not { IsBot: true })
        {
            return MethodAnswer.Refused(WrongChat);
        }

        SystemMessages.Write(call, chat, $"The dialog is transferred to an operator");
        OperatorChange.ToQueue(call, chat, session, chat.LineId);
        return MethodAnswer.Of(true, chat.Id);
    }
}
