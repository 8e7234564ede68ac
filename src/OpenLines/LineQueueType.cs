namespace OpenLines;

/// <summary>How a line offers a dialog to its operators.</summary>
public enum LineQueueType
{
    /// <summary>To one after the other, so that all have as many.</summary>
    Evenly,

    /// <summary>To the first of the queue who is free.</summary>
    Strictly,

    /// <summary>To all at once.</summary>
    All,
}
