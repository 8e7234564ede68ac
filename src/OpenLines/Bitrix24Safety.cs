namespace OpenLines;

/// <summary>What may be done with a call whose answer was lost, so that nobody knows whether it was carried out.</summary>
public enum Bitrix24Safety
{
    /// <summary>It only reads: it is called again.</summary>
    Read,

    /// <summary>A second call ends where the first did and answers the same: it is called again.</summary>
    Converging,

    /// <summary>A second call would do it twice, or fail: it is not called again, and its error is OutcomeUnknown.</summary>
    OneShot,
}
