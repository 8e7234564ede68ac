using System;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>A file of a chat.</summary>
/// <param name="fields">All that was answered of it.</param>
internal sealed class FileRecord(JsonFields fields)
{
    /// <summary>All that was answered of it.</summary>
    public JsonFields Fields => fields;

    public long FileId { get; } = fields.Id("id") ?? throw new FormatException();

    public long? ChatId => fields.Id("chatid") ?? fields.Id("chatId");

    public string? Name => fields.Text("name");

    /// <summary>How many bytes it has.</summary>
    public long? Size => fields.Number("size");

    /// <summary>What kind of file it is, such as <c>image</c>.</summary>
    public string? Type => fields.Text("type");

    public string? Extension => fields.Text("extension");

    public DateTimeOffset? Date => fields.Time("date");

    public long? AuthorId => fields.Id("authorid") ?? fields.Id("authorId");

    public string? AuthorName => fields.Text("authorname") ?? fields.Text("authorName");
}
