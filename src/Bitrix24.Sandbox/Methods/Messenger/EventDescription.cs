namespace Bitrix24.Sandbox;

/// <summary>What an event tells, in the names of the newer family of methods: less of the chat and its people than these answer.</summary>
internal static class EventDescription
{
    public static PhpArray Of(SandboxPortal portal, UserEvent recorded)
    {
        var data = new PhpArray();
        if (recorded.Message is { } message)
        {
            data["message"] = Message(message);
        }
        else
        {
            data["dialogId"] = recorded.Chat.DialogId;
        }

        data["chat"] = Chat(recorded.Chat);
        data["user"] = recorded.PersonId == 0 ? null : User(PortalPerson.Of(portal, recorded.PersonId));
        data["language"] = portal.Options.Russian ? "ru" : "en";
        return data;
    }

    private static PhpArray Message(SandboxMessage message) => new()
    {
        { "id", message.Id },
        { "chatId", message.ChatId },
        { "authorId", message.AuthorId },
        { "date", PortalClock.Format(message.Date) },
        { "text", message.Text },
        { "isSystem", message.AuthorId == 0 },
        { "uuid", "" },
        { "forward", null },
        { "params", message.Params ?? [] },
        { "viewedByOthers", false },
    };

    private static PhpArray Chat(SandboxChat chat) => new()
    {
        { "id", chat.Id },
        { "dialogId", chat.DialogId },
        { "name", ChatFields.Title(chat) },
        { "type", ChatFields.TypeName(chat) },
        { "messageType", chat.Type },
        { "owner", chat.AuthorId },
        { "color", "#58cc47" },
        { "avatar", "" },
        { "description", "" },
        { "extranet", false },
        { "entityType", chat.EntityType },
        { "entityId", chat.EntityId },
        { "entityData1", chat.IsOpenLine ? ChatFields.EntityData1(chat) : "" },
        { "entityData2", ChatFields.EntityData2(chat) },
        { "entityData3", chat.IsOpenLine ? chat.SilentMode : "" },
        { "entityLink", new PhpArray() },
        { "diskFolderId", 0 },
        { "permissions", new PhpArray() },
        { "parentChatId", 0 },
        { "parentMessageId", 0 },
        { "isNew", false },
    };

    private static PhpArray User(PortalPerson person) => new()
    {
        { "id", person.Id },
        { "active", person.IsActive },
        { "name", person.Name },
        { "firstName", person.FirstName },
        { "lastName", person.LastName },
        { "workPosition", person.WorkPosition ?? "" },
        { "extranet", person.IsExtranet },
        { "bot", person.IsBot },
        { "connector", person.IsGuest },
        { "externalAuthId", person.AuthId },
        { "idle", false },
        { "lastActivityDate", false },
        { "type", person.Type },
    };
}
