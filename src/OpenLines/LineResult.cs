namespace OpenLines;

/// <summary>A line that was made, changed or deleted, as <see cref="Action"/> says.</summary>
public sealed class LineResult : IPortalResult
{
    private readonly PipelineRun _run;

    internal LineResult(long lineId, LineAction action, object? inputObject, PipelineRun run)
    {
        LineId = lineId;
        Action = action;
        InputObject = inputObject;
        _run = run;
    }

    /// <summary>The line's id, above zero.</summary>
    public long LineId { get; }

    /// <summary>What was done.</summary>
    public LineAction Action { get; }

    /// <summary>The first record of the pipeline: the row of a CSV file with its other columns, for example.</summary>
    public object? InputObject { get; }

    OutcomeAction IPortalResult.Action => OutcomeOf(Action);

    long? IPortalResult.ChatId => null;

    string? IPortalResult.UserCode => null;

    PipelineRun IPortalResult.Run => _run;

    /// <summary>The same among the outcomes.</summary>
    internal static OutcomeAction OutcomeOf(LineAction action) => action switch
    {
        LineAction.NewLine => OutcomeAction.NewLine,
        LineAction.SetLine => OutcomeAction.SetLine,
        _ => OutcomeAction.RemoveLine,
    };
}
