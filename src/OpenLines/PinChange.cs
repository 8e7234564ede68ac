namespace OpenLines;

/// <summary>
/// A session that <c>-All</c> of Add-OLSessionPin or Remove-OLSessionPin has changed. See
/// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-session-mode-pin-all.html">
/// imopenlines.session.mode.pinAll</see>.
/// </summary>
public sealed class PinChange : IPortalResult
{
    private readonly SessionAction _action;
    private readonly PipelineRun _run;

    internal PinChange(long sessionId, SessionAction action, PipelineRun run)
    {
        SessionId = sessionId;
        _action = action;
        _run = run;
    }

    /// <summary>The id of the session, above zero.</summary>
    public long SessionId { get; }

    /// <summary>Whether its dialog is kept with the connected user now.</summary>
    public bool IsPinned => _action == SessionAction.Pin;

    OutcomeAction IPortalResult.Action => Outcome.ActionOf(_action);

    long? IPortalResult.ChatId => null;

    string? IPortalResult.UserCode => null;

    object? IPortalResult.InputObject => null;

    PipelineRun IPortalResult.Run => _run;
}
