using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>A user and a chat of a CRM object, as an item names them.</summary>
/// <param name="Entity">The object.</param>
/// <param name="User">The user.</param>
/// <param name="Chat">The chat; null for the last one of the object.</param>
internal readonly record struct CrmMemberInput(CrmEntity Entity, long User, ChatId? Chat)
{
    /// <summary>What ShouldProcess names.</summary>
    public LocalizableText Target => Chat is { } chat
        ? ModuleText.Of("Target_CrmChat", chat.DialogId, Entity.Type, Entity.Id)
        : ModuleText.Of("Target_LastCrmChat", Entity.Type, Entity.Id);

    /// <summary>Reads an item whose details are the type of the object, the user and the chat, in this order.</summary>
    public static bool TryRead(InputItem item, string method, bool needsChat, out CrmMemberInput member, out Bitrix24Exception? error)
    {
        member = default;
        ChatId chat = default;
        var hasChat = needsChat || item.Details[2] is not (null or "");
        if (!CrmEntity.TryParse(item.Details[0], item.Value, method, out var entity, out error)
            || !PortalId.TryParse(item.Details[1], IdKind.User, method, out var user, out error)
            || (hasChat && !ChatId.TryParse(item.Details[2], method, out chat, out error)))
        {
            return false;
        }

        member = new(entity, user, hasChat ? chat : null);
        return true;
    }

    /// <summary>Whether the portal takes a text for one: a bare 0 is nothing to it.</summary>
    public static bool IsTaken(string text, string method, out Bitrix24Exception? error)
    {
        error = text == "0"
            ? Failure.Own(OwnErrorId.InvalidText, ModuleText.Of("Text_Zero"), method)
            : null;
        return error is null;
    }
}
