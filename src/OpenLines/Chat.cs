namespace OpenLines;

/// <summary>
/// The operator's chat of a user code, found by Get-OLChatByUserCode with
/// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-session-open.html">
/// imopenlines.session.open</see>.
/// </summary>
public sealed class Chat : IPortalResult
{
    private readonly PipelineRun _run;

    internal Chat(string userCode, Bitrix24.OpenLines.ChatId id, object? inputObject, PipelineRun run)
    {
        UserCode = userCode;
        ChatId = id.Value;
        DialogId = id.DialogId;
        InputObject = inputObject;
        _run = run;
    }

    /// <summary>The user code that was looked up, without <c>imol|</c>.</summary>
    public string UserCode { get; }

    /// <summary>The chat's id, above zero.</summary>
    public long ChatId { get; }

    /// <summary>The same as a dialog id, such as <c>chat1763</c>.</summary>
    public string DialogId { get; }

    /// <summary>What was piped in: the row of a CSV file with its other columns, for example.</summary>
    public object? InputObject { get; }

    OutcomeAction IPortalResult.Action => OutcomeAction.Get;

    long? IPortalResult.ChatId => ChatId;

    PipelineRun IPortalResult.Run => _run;
}
