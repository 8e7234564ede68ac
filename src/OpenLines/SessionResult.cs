namespace OpenLines;

/// <summary>
/// A chat whose session was changed, as <see cref="Action"/> says. The portal's answer says that the access check passed and the call
/// was carried out; it does not tell the state of the session. With <c>-Verify</c> the dialog is read back with
/// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-dialog-get.html">
/// imopenlines.dialog.get</see>.
/// </summary>
public sealed class SessionResult : IPortalResult
{
    private readonly PipelineRun _run;

    internal SessionResult(
        Bitrix24.OpenLines.ChatId id,
        string? userCode,
        SessionAction action,
        Bitrix24.OpenLines.DialogRecord? dialog,
        object? inputObject,
        PipelineRun run)
    {
        ChatId = id.Value;
        DialogId = id.DialogId;
        UserCode = userCode;
        Action = action;
        InputObject = inputObject;
        _run = run;
        if (dialog is not null)
        {
            SessionId = dialog.SessionId == 0 ? null : dialog.SessionId;
            OperatorId = dialog.OperatorId == 0 ? null : dialog.OperatorId;
            State = StateOf(dialog);
            CrmType = dialog.CrmType is { } type ? run.Redaction.Mask(type) : null;
            CrmId = dialog.CrmId;
        }
    }

    /// <summary>The chat's id, above zero.</summary>
    public long ChatId { get; }

    /// <summary>The same as a dialog id, such as <c>chat1763</c>.</summary>
    public string DialogId { get; }

    /// <summary>The user code of the chat where the input told it; else null.</summary>
    public string? UserCode { get; }

    /// <summary>What was done.</summary>
    public SessionAction Action { get; }

    /// <summary>The id of the chat's open session; null where there is none, and without <c>-Verify</c>.</summary>
    public long? SessionId { get; }

    /// <summary>The id of the responsible operator; null where there is none, and without <c>-Verify</c>.</summary>
    public long? OperatorId { get; }

    /// <summary>What was found when the dialog was read back.</summary>
    public SessionState State { get; }

    /// <summary>
    /// The type of the CRM object that the dialog is bound to, such as <c>LEAD</c>; null where it is bound to none, and without
    /// <c>-Verify</c>.
    /// </summary>
    public string? CrmType { get; }

    /// <summary>The id of that object.</summary>
    public long? CrmId { get; }

    /// <summary>The first record of the pipeline: the row of a CSV file with its other columns, for example.</summary>
    public object? InputObject { get; }

    OutcomeAction IPortalResult.Action => Outcome.ActionOf(Action);

    long? IPortalResult.ChatId => ChatId;

    PipelineRun IPortalResult.Run => _run;

    /// <summary>What a dialog shows of its session.</summary>
    internal static SessionState StateOf(Bitrix24.OpenLines.DialogRecord dialog) =>
        dialog.SessionId == 0 ? SessionState.None : dialog.OperatorId == 0 ? SessionState.Waiting : SessionState.Open;
}
