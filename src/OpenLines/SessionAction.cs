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

    /// <summary>The connected user took the dialog over.</summary>
    Switch,

    /// <summary>The dialog was kept with the connected user.</summary>
    Pin,

    /// <summary>The dialog is no longer kept with the connected user.</summary>
    Unpin,

    /// <summary>What operators write was hidden from the client.</summary>
    SilentOn,

    /// <summary>What operators write goes to the client again.</summary>
    SilentOff,

    /// <summary>The session was closed, and another one begun.</summary>
    Restart,

    /// <summary>The CRM was given a lead of the dialog.</summary>
    CreateLead,

    /// <summary>A message was saved as a quick answer of the line.</summary>
    SaveAnswer,

    /// <summary>A message was sent.</summary>
    Send,
}
