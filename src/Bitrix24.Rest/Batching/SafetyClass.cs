namespace Bitrix24.Rest;

/// <summary>What may be done with a call whose outcome nobody knows.</summary>
internal enum SafetyClass
{
    /// <summary>It changes nothing: it may be sent again at any time.</summary>
    Read,

    /// <summary>Sent twice it ends where sent once does: it may go again, but never twice at once for one chat.</summary>
    Converging,

    /// <summary>Sent twice it may be done twice: it never goes again unless it certainly did not run.</summary>
    OneShot,
}
