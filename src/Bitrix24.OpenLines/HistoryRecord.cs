using System;
using System.Linq;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>What <c>imopenlines.session.history.get</c> tells of a session.</summary>
internal sealed class HistoryRecord
{
    private HistoryRecord(JsonFields fields, ChatId chat, long sessionId)
    {
        Fields = fields;
        Chat = chat;
        SessionId = sessionId;
        Page = MessagePage.Read(fields);
        Description = fields.Maps("chat").FirstOrDefault(map => map.Number("id") == chat.Value);
    }

    /// <summary>All that was answered.</summary>
    public JsonFields Fields { get; }

    public ChatId Chat { get; }

    public long SessionId { get; }

    /// <summary>Its messages with their authors and files.</summary>
    public MessagePage Page { get; }

    /// <summary>What it tells of the chat; null where it tells nothing.</summary>
    public JsonFields? Description { get; }

    /// <summary>The code of the client in the channel.</summary>
    public string? UserCode => Description?.Text("entityId");

    /// <summary>The line that the chat is in now.</summary>
    public long? LineId => new EntityData(Description?.Text("entityData1")).LineId ?? new CodeParts(UserCode).LineId;

    public static HistoryRecord Read(JsonValue result)
    {
        var fields = JsonFields.CopyOf(result);
        return new(fields, new(IdIn(fields, "chatId")), IdIn(fields, "sessionId"));
    }

    private static long IdIn(JsonFields fields, string name) => fields.Id(name) ?? throw new FormatException();
}
