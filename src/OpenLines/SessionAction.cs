namespace OpenLines;

/// <summary>What was done with a chat's session.</summary>
public enum SessionAction
{
    /// <summary>The connected user joined the chat.</summary>
    Join,

    /// <summary>The chat was given an open session.</summary>
    Start,
}
