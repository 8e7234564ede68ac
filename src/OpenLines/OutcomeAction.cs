namespace OpenLines;

/// <summary>What a call was to do.</summary>
public enum OutcomeAction
{
    /// <summary>Find the chat of a user code, as Get-OLChatByUserCode does.</summary>
    Get,

    /// <summary>Add the connected user to a chat, as Join-OLSession does.</summary>
    Join,

    /// <summary>Give a chat an open session, as Start-OLSession does.</summary>
    Start,
}
