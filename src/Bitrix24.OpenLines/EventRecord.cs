using System;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>Something that has happened in a chat of the caller's, such as a message that came.</summary>
internal sealed class EventRecord
{
    private const string MessageAdded = "ONIMV2MESSAGEADD";

    private readonly JsonFields _data;

    private EventRecord(JsonFields fields)
    {
        Fields = fields;
        EventId = fields.Id("eventId") ?? throw new FormatException();
        _data = fields.Map("data");
        Chat = _data.Map("chat");
        Message = ReadMessage();
    }

    /// <summary>All that was answered of it.</summary>
    public JsonFields Fields { get; }

    /// <summary>Its place in the record.</summary>
    public long EventId { get; }

    /// <summary>The chat that it was in; without fields where the portal does not tell.</summary>
    public JsonFields Chat { get; }

    /// <summary>Whether a message has come into a chat of an open line, or into one of which nobody tells what it is.</summary>
    public bool IsMessage => Fields.Text("type") == MessageAdded && (Chat.Text("entityType") ?? "LINES") == "LINES";

    /// <summary>The message that has come; null where none has, and where it has no id or no chat.</summary>
    public MessageRecord? Message { get; }

    /// <summary>Who wrote it; null where nobody did, or the portal does not tell.</summary>
    public PersonRecord? Author => _data.Map("user") is var user && user.Id("id") is not null ? new(user) : null;

    /// <summary>The code of the client in the channel.</summary>
    public string? UserCode => Chat.Text("entityId");

    public static EventRecord Read(JsonValue item) => new(JsonFields.In(item));

    private MessageRecord? ReadMessage()
    {
        var message = _data.Map("message");
        return IsMessage && message.Id("id") is not null && Chat.Id("id") is not null ? new(message) : null;
    }
}
