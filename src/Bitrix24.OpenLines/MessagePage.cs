using System;
using System.Collections.Generic;
using System.Linq;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>
/// Messages with their authors and files, as two methods tell of them: the history of a session in maps by their ids, and
/// <c>im.dialog.messages.get</c> in lists. A map without entries is an empty list, and some keys have lost their capitals.
/// </summary>
internal sealed class MessagePage
{
    private readonly Dictionary<long, PersonRecord> _people = [];
    private readonly Dictionary<long, FileRecord> _files = [];

    private MessagePage(IReadOnlyList<MessageRecord> messages) => Messages = messages;

    /// <summary>The messages, oldest first.</summary>
    public IReadOnlyList<MessageRecord> Messages { get; }

    public IReadOnlyCollection<PersonRecord> People => _people.Values;

    public IReadOnlyCollection<FileRecord> Files => _files.Values;

    /// <summary>Reads what an answer, or a part of it, has of them.</summary>
    public static MessagePage Read(JsonFields fields)
    {
        var messages = fields.Maps("message").Concat(fields.Maps("messages")).Select(static map => new MessageRecord(map));
        var page = new MessagePage(
            [.. messages.OrderBy(static message => message.Date ?? DateTimeOffset.MinValue).ThenBy(static message => message.MessageId)]);
        foreach (var person in fields.Maps("users").Select(static map => new PersonRecord(map)))
        {
            page._people[person.UserId] = person;
        }

        foreach (var file in fields.Maps("files").Select(static map => new FileRecord(map)))
        {
            page._files[file.FileId] = file;
        }

        return page;
    }

    /// <summary>Who wrote a message; null where that is not told, and for one of the system.</summary>
    public PersonRecord? AuthorOf(MessageRecord message) => _people.TryGetValue(message.AuthorId, out var person) ? person : null;

    /// <summary>The files that came with a message.</summary>
    public IEnumerable<FileRecord> FilesOf(MessageRecord message) =>
        message.FileIds.Select(id => _files.TryGetValue(id, out var file) ? file : null).OfType<FileRecord>();
}
