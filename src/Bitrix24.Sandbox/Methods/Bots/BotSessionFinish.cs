namespace Bitrix24.Sandbox;

/// <summary><c>imopenlines.bot.session.finish</c>: the bot takes the dialog and ends it. Always true once the bot is found.</summary>
internal static class BotSessionFinish
{
    public static MethodAnswer Handle(MethodCall call)
    {
        var chatId = PhpValue.ToInteger(call.Folded("CHAT_ID"));
        if (chatId <= 0)
        {
            return MethodAnswer.Refused(OpenLinesErrors.ChatIdEmpty);
        }

        var (bot, error) = CallingBot.Find(call);
        if (bot is null)
        {
            return MethodAnswer.Refused(error!);
        }

        if (call.Portal.Chats.Read(chatId) is { IsOpenLine: true } chat)
        {
            OperatorChange.Answer(call, chat, bot);
            if (SessionBook.Find(call, chat) is { } session)
            {
                SystemMessages.Write(call, chat, $"The dialog #{session.Id} is closed");
                SessionBook.Close(call, chat, session);
            }
        }

        return MethodAnswer.Of(true, chatId);
    }
}
