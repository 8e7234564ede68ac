namespace OpenLines;

/// <summary>What a call was to do.</summary>
public enum OutcomeAction
{
    /// <summary>Read, as Get-OLChatByUserCode and the others named Get do.</summary>
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

    /// <summary>Take a dialog over, as Switch-OLSession does.</summary>
    Switch,

    /// <summary>Keep a dialog with the connected user, as Add-OLSessionPin does.</summary>
    Pin,

    /// <summary>Let others have the dialog too, as Remove-OLSessionPin does.</summary>
    Unpin,

    /// <summary>Hide from the client what operators write, as Enable-OLSilentMode does.</summary>
    SilentOn,

    /// <summary>Let it go to the client, as Disable-OLSilentMode does.</summary>
    SilentOff,

    /// <summary>Close a session and begin another one, as Restart-OLSession does.</summary>
    Restart,

    /// <summary>Give the CRM a lead of a dialog, as New-OLLead does.</summary>
    CreateLead,

    /// <summary>Save a message as a quick answer, as Save-OLQuickAnswer does.</summary>
    SaveAnswer,

    /// <summary>Rate a session, as Set-OLSessionRating does.</summary>
    Rate,

    /// <summary>Add a line of the network to the portal, as Add-OLNetworkLine does.</summary>
    AddLine,

    /// <summary>Make a line, as New-OLLine does.</summary>
    NewLine,

    /// <summary>Change settings of a line, as Set-OLLine does.</summary>
    SetLine,

    /// <summary>Delete a line, as Remove-OLLine does.</summary>
    RemoveLine,

    /// <summary>Add a user to a chat of a CRM object, as Add-OLCrmChatUser does.</summary>
    AddUser,

    /// <summary>Remove a user from a chat of a CRM object, as Remove-OLCrmChatUser does.</summary>
    RemoveUser,
}
