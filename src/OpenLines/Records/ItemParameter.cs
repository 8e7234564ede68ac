using Bitrix24.Rest;

namespace OpenLines;

/// <summary>A parameter whose value may come with each record.</summary>
/// <param name="Name">Its name; with its aliases these are the properties that are looked for.</param>
/// <param name="Given">What the user gave to it.</param>
/// <param name="Label">What kind of thing it names, for messages, such as <c>Chat</c>.</param>
/// <param name="InvalidId">The error id of a value that cannot be one.</param>
internal sealed record ItemParameter(string Name, object? Given, LocalizableText Label, string InvalidId)
{
    public static ItemParameter OfChat(object? given) => new("ChatId", given, ModuleText.Of("Item_Chat"), OwnErrorId.InvalidChatId);

    public static ItemParameter OfSession(object? given) =>
        new("SessionId", given, ModuleText.Of("Item_Session"), OwnErrorId.InvalidSessionId);

    public static ItemParameter OfLine(object? given) => new("LineId", given, ModuleText.Of("Item_Line"), OwnErrorId.InvalidLineId);

    public static ItemParameter OfCrmObject(object? given) => new("CrmId", given, ModuleText.Of("Item_CrmObject"), OwnErrorId.InvalidCrmId);

    public static ItemParameter OfCrmType(object? given) => new("CrmType", given, ModuleText.Of("Item_CrmType"), OwnErrorId.InvalidCrmId);

    public static ItemParameter OfUser(string name, object? given) =>
        new(name, given, ModuleText.Of("Item_User"), OwnErrorId.InvalidUserId);

    public static ItemParameter OfMessage(object? given) =>
        new("MessageId", given, ModuleText.Of("Item_Message"), OwnErrorId.InvalidMessageId);
}
