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

    public static ItemParameter OfMessage(object? given) => new("MessageId", given, "Message", OwnErrorId.InvalidMessageId);
}
