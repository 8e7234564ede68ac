namespace OpenLines;

/// <summary>What was done with a line.</summary>
public enum LineAction
{
    /// <summary>It was made, as New-OLLine does.</summary>
    NewLine,

    /// <summary>Settings of it were changed, as Set-OLLine does.</summary>
    SetLine,

    /// <summary>It was deleted, as Remove-OLLine does.</summary>
    RemoveLine,
}
