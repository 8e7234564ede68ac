using System;
using System.Collections.Generic;
using System.Linq;

namespace OpenLines;

/// <summary>
/// A message of an open line chat. Found by Get-OLSessionHistory with
/// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-session-history-get.html">
/// imopenlines.session.history.get</see>, among others.
/// </summary>
public sealed class Message : PortalResult
{
    private readonly Bitrix24.OpenLines.MessageRecord _message;
    private readonly Lazy<object?> _parameters;

    /// <param name="message">The message.</param>
    /// <param name="page">What was answered with it: authors and files.</param>
    /// <param name="chatId">The chat that was asked for.</param>
    /// <param name="sessionId">The session that was asked for; null where it was none.</param>
    /// <param name="inputObject">The first record of the pipeline.</param>
    /// <param name="run">The cmdlet in its pipeline.</param>
    internal Message(
        Bitrix24.OpenLines.MessageRecord message,
        Bitrix24.OpenLines.MessagePage page,
        long chatId,
        long? sessionId,
        object? inputObject,
        PipelineRun run)
        : base(message.Fields, inputObject, run)
    {
        _message = message;
        ChatId = message.ChatId ?? chatId;
        SessionId = sessionId;
        var author = page.AuthorOf(message);
        AuthorName = Safe(author?.Name);
        IsClient = author?.IsClient == true;
        Files = page.FilesOf(message).Select(file => new MessageFile(file, ChatId, inputObject, run)).ToArray();
        _parameters = new(() => message.Parameters.Names.Any() ? JsonObject.Of(message.Parameters.Json, run.Redaction) : null);
    }

    /// <summary>The message's id, above zero.</summary>
    public long MessageId => _message.MessageId;

    /// <summary>The id of its chat.</summary>
    public long ChatId { get; }

    /// <summary>The same as a dialog id, such as <c>chat1763</c>.</summary>
    public string DialogId => new Bitrix24.OpenLines.ChatId(ChatId).DialogId;

    /// <summary>The id of its session; null where nobody told it.</summary>
    public long? SessionId { get; }

    /// <summary>When it was written, with the offset of the portal.</summary>
    public DateTimeOffset? Date => _message.Date;

    /// <summary>The user who wrote it; null where the portal itself did.</summary>
    public long? AuthorId => _message.AuthorId > 0 ? _message.AuthorId : null;

    /// <summary>His name; null where the portal itself wrote it, and where it does not tell.</summary>
    public string? AuthorName { get; }

    /// <summary>Whether the portal itself wrote it, such as that an operator has joined.</summary>
    public bool IsSystem => _message.AuthorId == 0;

    /// <summary>Whether the client wrote it.</summary>
    public bool IsClient { get; }

    /// <summary>What it says, with the portal's marks, such as <c>[B]</c>.</summary>
    public string? Text => Safe(_message.Text);

    /// <summary>The same for older clients; null where the portal does not tell.</summary>
    public string? LegacyText => Safe(_message.LegacyText);

    /// <summary>The files that came with it.</summary>
    public IReadOnlyList<MessageFile> Files { get; }

    /// <summary>What else came with it, by the names that the portal gives it; null where nothing did.</summary>
    public object? Params => _parameters.Value;

    private protected override long? AboutChat => ChatId;
}
