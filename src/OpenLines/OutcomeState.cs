namespace OpenLines;

/// <summary>How a call ended.</summary>
public enum OutcomeState
{
    /// <summary>With a result.</summary>
    Succeeded,

    /// <summary>With an error: the portal, or the way to it, refused the call.</summary>
    Failed,

    /// <summary>Its answer was lost: the portal may have carried it out. It is safe to run it again.</summary>
    Unknown,
}
