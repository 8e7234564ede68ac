namespace Bitrix24.Sandbox;

/// <summary>
/// <c>imopenlines.bot.session.message.send</c>: the line's greeting or a text for the client, as a message of the system. Always true, also
/// where nothing is sent.
/// </summary>
internal static class BotSessionMessageSend
{
    public static MethodAnswer Handle(MethodCall call)
    {
        var chatId = PhpValue.ToInteger(call.Folded("CHAT_ID"));
        if (chatId <= 0)
        {
            return MethodAnswer.Refused(OpenLinesErrors.ChatIdEmpty);
        }

        var kind = call.Folded("NAME");
        if (PhpValue.ToBoolean(kind) && call.Portal.Chats.Read(chatId) is { } chat && SessionBook.FindOrOpen(call, chat) is not null)
        {
            Send(call, chat, PhpValue.ToText(kind));
        }

        return MethodAnswer.Of(true, chatId);
    }

    private static void Send(MethodCall call, SandboxChat chat, string? kind)
    {
        var text = kind switch
        {
            "WELCOME" => call.Portal.FindLine(chat.LineId)!.Settings.Text("WELCOME_MESSAGE_TEXT"),
            "DEFAULT" => PhpValue.ToText(call.Folded("MESSAGE")) ?? "",
            _ => "",
        };
        if (PhpValue.ToBoolean(text))
        {
            SystemMessages.Write(call, chat, $"{text}");
        }
    }
}
