using System;

namespace OpenLines;

/// <summary>
/// A file that came with a message of an open line chat. See
/// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-session-history-get.html">
/// imopenlines.session.history.get</see>.
/// </summary>
public sealed class MessageFile : PortalResult
{
    private readonly Bitrix24.OpenLines.FileRecord _file;

    internal MessageFile(Bitrix24.OpenLines.FileRecord file, long chatId, object? inputObject, PipelineRun run)
        : base(file.Fields, inputObject, run)
    {
        _file = file;
        ChatId = file.ChatId ?? chatId;
    }

    /// <summary>The file's id, above zero.</summary>
    public long FileId => _file.FileId;

    /// <summary>The id of its chat.</summary>
    public long ChatId { get; }

    /// <summary>The same as a dialog id, such as <c>chat1763</c>.</summary>
    public string DialogId => new Bitrix24.OpenLines.ChatId(ChatId).DialogId;

    /// <summary>Its name, as whoever sent it called it: anything may stand in it.</summary>
    public string? Name => Safe(_file.Name);

    /// <summary>The end of its name without the dot, such as <c>png</c>.</summary>
    public string? Extension => Safe(_file.Extension);

    /// <summary>How many bytes it has.</summary>
    public long? Size => _file.Size;

    /// <summary>What it is to the portal: <c>image</c>, <c>video</c>, <c>audio</c> or <c>file</c>.</summary>
    public string? Type => Safe(_file.Type);

    /// <summary>When it was sent.</summary>
    public DateTimeOffset? Date => _file.Date;

    /// <summary>The user who sent it; null where nobody told it.</summary>
    public long? AuthorId => _file.AuthorId;

    /// <summary>His name.</summary>
    public string? AuthorName => Safe(_file.AuthorName);

    private protected override long? AboutChat => ChatId;
}
