using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>A CRM object as CRM_ENTITY_TYPE and CRM_ENTITY name it.</summary>
internal sealed record CrmObject(int TypeNumber, long Id)
{
    public static SandboxError NotInCrm { get; } = new("CHAT_NOT_IN_CRM", "Chat does not belong to the CRM entity being checked");

    public static SandboxError EmptyData { get; } = new("CRM_CHAT_EMPTY_CRM_DATA", "Empty CRM data");

    public static SandboxError UserNotActive { get; } = new("CRM_CHAT_USER_NOT_ACTIVE", "User not active");

    /// <summary>Reads both parameters. What is missing is an argument that is empty, or the error that the method has for it.</summary>
    public static (CrmObject? Object, SandboxError? Error) Read(MethodCall call, SandboxError? missing = null)
    {
        var type = PhpValue.ToBoolean(call.Parameters["CRM_ENTITY_TYPE"]);
        if (missing is not null && !(type && PhpValue.ToBoolean(call.Parameters["CRM_ENTITY"])))
        {
            return (null, missing);
        }

        var error = type ? RestErrors.Check(call.Parameters, "CRM_ENTITY") : RestErrors.Empty("CRM_ENTITY_TYPE");
        if (error is not null)
        {
            return (null, error);
        }

        var word = PhpValue.ToText(call.Parameters["CRM_ENTITY_TYPE"]) ?? "";
        return (new(CrmBinding.TypeNumber(word), PhpValue.ToInteger(call.Parameters["CRM_ENTITY"])), null);
    }

    /// <summary>Its chats and their sessions, the one changed last first.</summary>
    public IEnumerable<(SandboxChat Chat, SandboxSession Session)> Sessions(SandboxPortal portal) =>
        portal.Chats.FindCrm(TypeNumber, Id)
            .SelectMany(static chat => chat.Sessions, static (chat, session) => (Chat: chat, Session: session))
            .OrderByDescending(static pair => pair.Session.Modified)
            .ThenByDescending(static pair => pair.Session.Id);

    /// <summary>The chat whose session was changed last, open or not; 0 for none.</summary>
    public long LastChatId(SandboxPortal portal) => Sessions(portal).Select(static pair => pair.Chat.Id).FirstOrDefault();

    /// <summary>Whether a chat is one of its own with a session that is answered and not ended yet.</summary>
    public bool HasActive(SandboxPortal portal, long chatId) =>
        Sessions(portal).Any(pair => pair.Chat.Id == chatId && pair.Session.IsActive && portal.Channels.ContainsKey(pair.Chat.ConnectorId));
}
