using System;
using System.Collections.Generic;
using System.Text.Json;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>A chat of a CRM object.</summary>
/// <param name="Chat">The chat; null where the portal does not tell.</param>
/// <param name="Connector">The connector of its channel; null where the portal does not tell.</param>
/// <param name="Title">The name of that connector.</param>
/// <param name="Answer">What was answered of it.</param>
internal sealed record CrmChatRecord(ChatId? Chat, string? Connector, string? Title, JsonValue Answer)
{
    /// <summary>A list of chats.</summary>
    public static IReadOnlyList<CrmChatRecord> ReadList(JsonValue result)
    {
        if (result.Kind != JsonValueKind.Array)
        {
            throw new FormatException();
        }

        List<CrmChatRecord> chats = [];
        foreach (var value in result.Values(int.MaxValue))
        {
            var chat = JsonFields.CopyOf(value);
            chats.Add(new(Of(chat.Id("CHAT_ID")), chat.Text("CONNECTOR_ID"), chat.Text("CONNECTOR_TITLE"), chat.Json));
        }

        return chats;
    }

    /// <summary>The id of a chat, alone.</summary>
    public static CrmChatRecord ReadId(JsonValue result) => result.Number() is >= 0 and var id
        ? new(Of(id), null, null, new(result.Json.ToArray()))
        : throw new FormatException();

    /// <summary>A chat of which nothing was answered.</summary>
    public static CrmChatRecord Untold(ChatId? chat) => new(chat, null, null, JsonFields.None.Json);

    private static ChatId? Of(long? id) => id is > 0 and var chat ? new ChatId(chat) : null;
}
