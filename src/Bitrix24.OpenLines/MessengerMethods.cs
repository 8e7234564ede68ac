using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>
/// The methods of the messenger on open line chats. See <see href="https://apidocs.bitrix24.com/api-reference/chats/index.html">their
/// pages</see>.
/// </summary>
internal static class MessengerMethods
{
    /// <summary>
    /// Whether there is a chat of a user code, whatever the right to it: its id, or null. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/chats/im-chat-get.html">im.chat.get</see>.
    /// </summary>
    public static readonly RestMethod<ChatId?> FindChat =
        OpenLinesMethod.Create("im.chat.get", TimeSpan.FromSeconds(0.1), ReadChat);

    /// <summary>
    /// The caller writes into a chat. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/chats/messages/im-message-add.html">im.message.add</see>.
    /// </summary>
    public static readonly RestMethod<long> Send = OpenLinesMethod.Create("im.message.add", TimeSpan.FromSeconds(0.3), ReadId);

    /// <summary>
    /// The caller's own dialogs. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/chats/im-recent-get.html">im.recent.get</see>.
    /// </summary>
    public static readonly RestMethod<IReadOnlyList<RecentRecord>> Recent =
        OpenLinesMethod.Create("im.recent.get", TimeSpan.FromSeconds(0.3), ReadRecent);

    public static Call<ChatId?> FindChatOf(UserCode code) => new(FindChat, [new("ENTITY_TYPE", "LINES"), new("ENTITY_ID", code.Text)]);

    /// <param name="id">The chat.</param>
    /// <param name="text">What is written.</param>
    /// <param name="replyTo">The message that it answers; null where it answers none.</param>
    /// <param name="isInternal">Whether the client is not to see it.</param>
    /// <param name="haltGroup">The halt group of a run that stops at its first failure.</param>
    public static Call<long> SendMessage(ChatId id, string text, long? replyTo, bool isInternal, HaltGroup? haltGroup)
    {
        // A number without chat would be a private message to that user.
        List<CallParameter> parameters = [new("DIALOG_ID", id.DialogId), new("MESSAGE", text)];
        if (replyTo is { } message)
        {
            parameters.Add(CallParameter.Of("REPLY_ID", message));
        }

        if (isInternal)
        {
            parameters.Add(new("SKIP_CONNECTOR", "Y"));
        }

        return new(Send, [.. parameters], id.Value) { HaltGroup = haltGroup };
    }

    /// <param name="value">What was given; nothing, and a field that is empty in its row, say that no message is answered.</param>
    /// <param name="replyTo">The message that is answered; null for none.</param>
    /// <param name="error">Why it cannot be the id of one.</param>
    public static bool TryParseReply(object? value, out long? replyTo, out Bitrix24Exception? error)
    {
        (replyTo, error) = (null, null);
        if (value is null or "")
        {
            return true;
        }

        var isId = PortalId.TryParse(value, IdKind.Message, Send.Name, out var id, out error);
        replyTo = isId ? id : null;
        return isId;
    }

    /// <summary>Reads the caller's open line dialogs, all at once: the method has no pages.</summary>
    public static Call<IReadOnlyList<RecentRecord>> RecentDialogs() => new(Recent, [new("ONLY_OPENLINES", "Y")]);

    private static long ReadId(JsonValue result) => result.Number() is > 0 and var id ? id : throw new FormatException();

    private static IReadOnlyList<RecentRecord> ReadRecent(JsonValue result) =>
        result.Kind == JsonValueKind.Array
            ? [.. result.Values(int.MaxValue).Select(RecentRecord.Read).OfType<RecentRecord>()]
            : throw new FormatException();

    private static ChatId? ReadChat(JsonValue result) =>
        result.Kind == JsonValueKind.Null ? null
        : JsonFields.CopyOf(result).Id("ID") is { } id ? new(id)
        : throw new FormatException();
}
