namespace Bitrix24.Sandbox;

/// <summary>
/// <c>imopenlines.bot.session.transfer</c>: the bot gives the dialog to an operator or a line, and stays unless LEAVE says otherwise.
/// </summary>
internal static class BotSessionTransfer
{
    public static MethodAnswer Handle(MethodCall call)
    {
        var chatId = PhpValue.ToInteger(call.Parameters["CHAT_ID"]);
        if (chatId <= 0)
        {
            return MethodAnswer.Refused(OpenLinesErrors.ChatIdEmpty);
        }

        if (call.Parameters["TRANSFER_ID"] is PhpArray)
        {
            return MethodAnswer.Refused(PortalErrors.PhpFatal);
        }

        var (target, targetError) = TransferTarget.Read(call.Parameters);
        if (target is null)
        {
            return MethodAnswer.Refused(targetError!);
        }

        var (bot, botError) = CallingBot.Find(call);
        if (bot is null)
        {
            return MethodAnswer.Refused(botError!);
        }

        var leaves = PhpValue.ToText(call.Parameters["LEAVE"]) == "Y";
        return call.Portal.Chats.Read(chatId) is { } chat && DialogTransfer.Run(call, chat, bot, target, leaves)
            ? MethodAnswer.Of(true, chat.Id)
            : MethodAnswer.Refused(OpenLinesErrors.OperatorWrong);
    }
}
