using Bitrix24.Rest;

namespace OpenLines;

/// <summary>A parameter whose value may come with each record.</summary>
/// <param name="Name">Its name; with its aliases these are the properties that are looked for.</param>
/// <param name="Given">What the user gave to it.</param>
/// <param name="Label">What kind of thing it names, for messages, such as <c>Chat</c>.</param>
/// <param name="InvalidId">The error id of a value that cannot be one.</param>
internal sealed record ItemParameter(string Name, object? Given, string Label, string InvalidId)
{
    public static ItemParameter OfChat(object? given) => new("ChatId", given, "Chat", OwnErrorId.InvalidChatId);

    public static ItemParameter OfSession(object? given) => new("SessionId", given, "Session", OwnErrorId.InvalidSessionId);

    public static ItemParameter OfLine(object? given) => new("LineId", given, "Line", OwnErrorId.InvalidLineId);

    public static ItemParameter OfCrmObject(object? given) => new("CrmId", given, "CRM object", OwnErrorId.InvalidCrmId);

    public static ItemParameter OfCrmType(object? given) => new("CrmType", given, "CRM type", OwnErrorId.InvalidCrmId);

    public static ItemParameter OfUser(string name, object? given) => new(name, given, "User", OwnErrorId.InvalidUserId);

    public static ItemParameter OfMessage(object? given) => new("MessageId", given, "Message", OwnErrorId.InvalidMessageId);
}
