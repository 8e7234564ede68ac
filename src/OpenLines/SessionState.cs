namespace OpenLines;

/// <summary>What was found in a chat when its dialog was read back.</summary>
public enum SessionState
{
    /// <summary>It was not read back: <c>-Verify</c> was not given.</summary>
    NotChecked,

    /// <summary>There is no open session.</summary>
    None,

    /// <summary>A session is open and no operator is responsible for it yet.</summary>
    Waiting,

    /// <summary>A session is open and has a responsible operator.</summary>
    Open,
}
