namespace OpenLines;

/// <summary>
/// A file of an open line chat that was saved. Written by Save-OLFile with
/// <see href="https://apidocs.bitrix24.com/api-reference/chat-bots/chat-bots-v2/im.v2/index.html">im.v2.File.download</see>.
/// </summary>
public sealed class SavedFile : IPortalResult
{
    private readonly PipelineRun _run;

    internal SavedFile(
        long fileId, Bitrix24.OpenLines.ChatId chat, string path, long size, bool wasThere, object? inputObject, PipelineRun run)
    {
        FileId = fileId;
        ChatId = chat.Value;
        DialogId = chat.DialogId;
        Path = path;
        Size = size;
        WasThere = wasThere;
        InputObject = inputObject;
        _run = run;
    }

    /// <summary>The file's id, above zero.</summary>
    public long FileId { get; }

    /// <summary>The id of its chat, above zero.</summary>
    public long ChatId { get; }

    /// <summary>The same as a dialog id, such as <c>chat1763</c>.</summary>
    public string DialogId { get; }

    /// <summary>Where it was saved.</summary>
    public string Path { get; }

    /// <summary>How many bytes it has.</summary>
    public long Size { get; }

    /// <summary>Whether it had been saved before, and was left as it is.</summary>
    public bool WasThere { get; }

    /// <summary>The first record of the pipeline.</summary>
    public object? InputObject { get; }

    OutcomeAction IPortalResult.Action => OutcomeAction.Get;

    long? IPortalResult.ChatId => ChatId;

    string? IPortalResult.UserCode => null;

    PipelineRun IPortalResult.Run => _run;
}
