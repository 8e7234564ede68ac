namespace OpenLines;

/// <summary>What was done with a chat's session.</summary>
public enum SessionAction
{
    /// <summary>The connected user joined the chat.</summary>
    Join,

    /// <summary>The chat was given an open session.</summary>
    Start,

    /// <summary>The connected user became the operator.</summary>
    Receive,

    /// <summary>The dialog went to the next in the queue.</summary>
    Skip,

    /// <summary>The session was ended.</summary>
    Complete,

    /// <summary>The dialog was handed over.</summary>
    Move,
}
