namespace Bitrix24.Sandbox;

/// <summary>The check in front of start and join, rung by rung in the real order.</summary>
internal static class ChatGate
{
    /// <summary>The chat that CHAT_ID names, or the error of the first rung that refuses.</summary>
    public static (SandboxChat? Chat, SandboxError? Error) Pass(MethodCall call)
    {
        var id = PhpValue.ToInteger(call.Parameters["CHAT_ID"]);
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

    /// <summary>The right to join the chat's line, or the right to read the CRM entity it is bound to.</summary>
    public static bool MayJoin(SandboxUser user, SandboxChat chat) =>
        user.Lines.Contains(chat.LineId) || (user.ReadsCrm && chat.LeadId > 0);
}
