namespace Bitrix24.Rest;

/// <summary>What a failure says about the call: did it run, and may it go again?</summary>
internal enum FailureKind
{
    /// <summary>The portal answered this call with a no. It is final.</summary>
    Final,

    /// <summary>Refused before execution because of the request rate: any call may go again.</summary>
    RateLimit,

    /// <summary>Refused before execution because of the method's operating time: any call may go again once it is reset.</summary>
    OperatingLimit,

    /// <summary>Refused before execution because the access token is over, where the next one can be had: any call may go again.</summary>
    SignIn,

    /// <summary>Certainly not executed, for a passing reason: any call may go again.</summary>
    NotExecuted,

    /// <summary>Nobody knows whether it was executed: only a call that may run twice may go again.</summary>
    Ambiguous,

    /// <summary>It concerns the whole connection: nothing more is sent on it.</summary>
    Connection,
}
