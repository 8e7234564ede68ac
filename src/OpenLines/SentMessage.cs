namespace OpenLines;

/// <summary>
/// A message that was written into an open line chat. Written by Send-OLMessage with
/// <see href="https://apidocs.bitrix24.com/api-reference/chats/messages/im-message-add.html">im.message.add</see>.
/// </summary>
public sealed class SentMessage : IPortalResult
{
    private readonly PipelineRun _run;

    internal SentMessage(
        Bitrix24.OpenLines.ChatId chat, long messageId, bool isInternal, string? userCode, object? inputObject, PipelineRun run)
    {
        ChatId = chat.Value;
        DialogId = chat.DialogId;
        MessageId = messageId;
        IsInternal = isInternal;
        UserCode = userCode;
        InputObject = inputObject;
        _run = run;
    }

    /// <summary>The id of the chat, above zero.</summary>
    public long ChatId { get; }

    /// <summary>The same as a dialog id, such as <c>chat1763</c>.</summary>
    public string DialogId { get; }

    /// <summary>The message's id, above zero.</summary>
    public long MessageId { get; }

    /// <summary>Whether it was kept from the client.</summary>
    public bool IsInternal { get; }

    /// <summary>The user code of the chat where the input told it; else null.</summary>
    public string? UserCode { get; }

    /// <summary>The first record of the pipeline: the row of a CSV file with its other columns, for example.</summary>
    public object? InputObject { get; }

    OutcomeAction IPortalResult.Action => OutcomeAction.Send;

    long? IPortalResult.ChatId => ChatId;

    PipelineRun IPortalResult.Run => _run;
}
