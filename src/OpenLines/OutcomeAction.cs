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

    /// <summary>Make the connected user the operator, as Receive-OLSession does.</summary>
    Receive,

    /// <summary>Give a dialog to the next in the queue, as Skip-OLSession does.</summary>
    Skip,

    /// <summary>End a session, as Complete-OLSession does.</summary>
    Complete,

    /// <summary>Hand a dialog over, as Move-OLSession does.</summary>
    Move,

    /// <summary>Write a message into a chat, as Send-OLMessage does.</summary>
    Send,
}
