namespace OpenLines;

/// <summary>Whether a session goes on.</summary>
public enum SessionPhase
{
    /// <summary>It is open.</summary>
    Open,

    /// <summary>It is closed.</summary>
    Closed,
}
