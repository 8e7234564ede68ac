namespace Bitrix24.Sandbox;

/// <summary>The check in front of what changes a chat, rung by rung in the real order.</summary>
internal static class ChatGate
{
    /// <summary>The chat that CHAT_ID names, or the error of the first rung that refuses.</summary>
    public static (SandboxChat? Chat, SandboxError? Error) Pass(MethodCall call) => Pass(call, call.Parameters["CHAT_ID"]);

    /// <summary>The same where the name of the parameter counts in any letters.</summary>
    public static (SandboxChat? Chat, SandboxError? Error) PassFolded(MethodCall call) => Pass(call, call.Folded("CHAT_ID"));

    public static (SandboxChat? Chat, SandboxError? Error) Pass(MethodCall call, object? chatId)
    {
        var id = PhpValue.ToInteger(chatId);
        if (id <= 0)
        {
            return (null, call.Texts.ChatId);
        }

        var chat = call.Portal.Chats.Read(id);
        if (chat is not null && chat.HasMember(call.User.Id))
        {
            return chat.IsOpenLine ? (chat, null) : (null, call.Texts.ChatType);
        }

        if (chat is not null && chat.OfferedTo.Contains(call.User.Id))
        {
            return (chat, null);
        }

        if (chat is null)
        {
            return (null, call.Texts.ChatId);
        }

        if (chat.Type != "L")
        {
            return (null, call.Texts.ChatType);
        }

        return MayJoin(call.User, chat) ? (chat, null) : (null, call.Texts.AccessDenied);
    }

    /// <summary>The right to join the line that the chat's code names, or to read the CRM entity that the chat is bound to.</summary>
    public static bool MayJoin(SandboxUser user, SandboxChat chat) =>
        user.Lines.Contains(chat.OriginLineId) || user.MayRead(chat.Crm);
}
