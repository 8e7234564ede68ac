namespace OpenLines;

/// <summary>What a cmdlet has found out or done at a portal. Piped into another cmdlet, it stands for the item that it came of.</summary>
internal interface IPortalResult
{
    /// <summary>What was done.</summary>
    OutcomeAction Action { get; }

    /// <summary>The chat that it is about; null where it is about none.</summary>
    long? ChatId { get; }

    /// <summary>The user code of the item; null where nobody told it.</summary>
    string? UserCode { get; }

    /// <summary>The first record of the pipeline.</summary>
    object? InputObject { get; }

    /// <summary>The cmdlet that made it, with the portal whose ids these are.</summary>
    PipelineRun Run { get; }
}
