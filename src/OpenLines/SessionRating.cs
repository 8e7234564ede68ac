namespace OpenLines;

/// <summary>
/// A session that was rated by Set-OLSessionRating with
/// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/sessions/imopenlines-session-head-vote.html">
/// imopenlines.session.head.vote</see>.
/// </summary>
public sealed class SessionRating : IPortalResult
{
    private readonly PipelineRun _run;

    internal SessionRating(long sessionId, long? rating, string? comment, object? inputObject, PipelineRun run)
    {
        SessionId = sessionId;
        Rating = rating;
        Comment = comment is { Length: > 0 } ? run.Redaction.Mask(comment) : null;
        InputObject = inputObject;
        _run = run;
    }

    /// <summary>The id of the session, above zero.</summary>
    public long SessionId { get; }

    /// <summary>The rating that was sent, from 1 to 5; where none was, what <c>-Verify</c> found, else null.</summary>
    public long? Rating { get; }

    /// <summary>The comment that was sent, also where it is the one that was stored before; null for none.</summary>
    public string? Comment { get; }

    /// <summary>The first record of the pipeline: the row of a CSV file with its other columns, for example.</summary>
    public object? InputObject { get; }

    OutcomeAction IPortalResult.Action => OutcomeAction.Rate;

    long? IPortalResult.ChatId => null;

    string? IPortalResult.UserCode => null;

    PipelineRun IPortalResult.Run => _run;
}
