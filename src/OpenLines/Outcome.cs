using System;
using System.Management.Automation;

namespace OpenLines;

/// <summary>
/// What became of one call whose pipeline had ended before it could be written: given by Receive-OLOutcome. Piped into another cmdlet
/// it stands for its chat or its user code.
/// </summary>
public sealed class Outcome : IPortalResult
{
    private PipelineRun _run;

    internal Outcome(OutcomeAction action, PipelineRun run)
    {
        Action = action;
        _run = run;
    }

    /// <summary>What the call was to do.</summary>
    public OutcomeAction Action { get; }

    /// <summary>How it ended.</summary>
    public OutcomeState State { get; internal init; }

    /// <summary>The chat's id, above zero; null where the chat was looked for and not found.</summary>
    public long? ChatId { get; internal init; }

    /// <summary>The user code, without <c>imol|</c>; null where the input did not tell it.</summary>
    public string? UserCode { get; internal init; }

    /// <summary>The first record of the pipeline: the row of a CSV file with its other columns, for example.</summary>
    public object? InputObject { get; internal init; }

    /// <summary>
    /// What the cmdlet would have written, such as a <see cref="Chat"/> or a <see cref="SessionResult"/>, or a list of what it would have
    /// written one after the other; null where it would have been an error.
    /// </summary>
    public object? Result { get; internal init; }

    /// <summary>The error that the cmdlet would have written; null where there is a result.</summary>
    public ErrorRecord? Error { get; internal init; }

    PipelineRun IPortalResult.Run => _run;

    /// <summary>It is given out by a cmdlet of another pipeline than the one that it was left by.</summary>
    internal Outcome GivenBy(PipelineRun run)
    {
        _run = run;
        return this;
    }

    /// <summary>The outcome of a result that was written and got no further than the next cmdlet.</summary>
    internal static Outcome Of(IPortalResult result) => result as Outcome ?? new(result.Action, result.Run)
    {
        ChatId = result.ChatId,
        UserCode = result.UserCode,
        InputObject = result.InputObject,
        Result = result,
    };

    /// <summary>What changes a session has the same name among the outcomes.</summary>
    internal static OutcomeAction ActionOf(SessionAction action) => Enum.TryParse<OutcomeAction>(action.ToString(), out var found)
        ? found
        : throw new ArgumentOutOfRangeException(nameof(action), $"{nameof(OutcomeAction)} has no {action}.");
}
