using System;
using System.Collections.Generic;
using System.Linq;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>A message, in the keys of the history of a session or in those of the messenger's own methods.</summary>
/// <param name="fields">All that was answered of it.</param>
internal sealed class MessageRecord(JsonFields fields)
{
    /// <summary>All that was answered of it.</summary>
    public JsonFields Fields => fields;

    public long MessageId { get; } = fields.Id("id") ?? throw new FormatException();

    public long? ChatId => fields.Id("chatid") ?? fields.Id("chat_id") ?? fields.Id("chatId");

    /// <summary>Who wrote it; 0 where nobody did: it is one of the system.</summary>
    public long AuthorId { get; } = fields.Number("senderid") ?? fields.Number("author_id") ?? fields.Number("authorId") ?? 0;

    public DateTimeOffset? Date { get; } = fields.Time("date");

    public string? Text => fields.LongText("text");

    /// <summary>The text with the marks of older clients.</summary>
    public string? LegacyText => fields.LongText("textlegacy");

    /// <summary>What came with it beside the text; without fields where nothing did.</summary>
    public JsonFields Parameters => fields.Map("params");

    public IReadOnlyList<long> FileIds =>
        [.. Parameters.Values("fileId").Concat(Parameters.Values("FILE_ID")).Select(static id => id.Number()).OfType<long>()];
}
