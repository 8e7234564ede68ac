namespace Bitrix24.Rest;

internal enum HoldReason
{
    /// <summary>The portal's request rate is used up.</summary>
    RequestLimit,

    /// <summary>The rate that the user has given the connection is used up.</summary>
    OwnRate,

    /// <summary>The operating time of waiting methods is used up.</summary>
    OperatingLimit,

    /// <summary>Lost calls wait for their next try.</summary>
    Retry,

    /// <summary>The portal is away.</summary>
    Outage,

    /// <summary>The access token is over, and the next one is not there yet.</summary>
    SigningIn,

    /// <summary>A request whose answer nobody has may still be at work in the chats of waiting calls.</summary>
    Chat,
}
