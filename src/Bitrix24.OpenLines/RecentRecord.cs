using System;
using System.Text.Json;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>A dialog of an open line among the caller's own.</summary>
internal sealed class RecentRecord
{
    private readonly JsonFields _message;

    private RecentRecord(JsonFields fields, DialogRecord dialog)
    {
        Fields = fields;
        Dialog = dialog;
        _message = fields.Map("message");
    }

    /// <summary>All that was answered of it.</summary>
    public JsonFields Fields { get; }

    public DialogRecord Dialog { get; }

    /// <summary>The number of the session's state; null where the portal does not tell it.</summary>
    public long? Status => Fields.Map("lines").Number("status");

    public long? LastMessageId => _message.Id("id");

    public string? LastMessage => _message.LongText("text");

    public DateTimeOffset? LastMessageDate => _message.Time("date");

    /// <summary>How many messages the caller has not read.</summary>
    public long? Unread => Fields.Number("counter");

    /// <returns>Null where it is no open line: a portal that does not know the filter answers all chats.</returns>
    public static RecentRecord? Read(JsonValue item)
    {
        var fields = JsonFields.CopyOf(item);
        var chat = fields.Field("chat");
        if (chat.Kind != JsonValueKind.Object || chat.Field("entity_type"u8).Text() != "LINES")
        {
            return null;
        }

        return new(fields, DialogRecord.Read(chat));
    }
}
