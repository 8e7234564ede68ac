namespace Bitrix24.Rest;

/// <summary>What the browser brings back from the portal after somebody has signed in there.</summary>
internal sealed class AuthorizationAnswer
{
    /// <summary>The code that tokens are asked for with, good for 30 seconds, once; null where the portal brought an error.</summary>
    public Secret? Code { get; init; }

    /// <summary>The portal's error code, as it came; null where there is none.</summary>
    public string? Error { get; init; }

    /// <summary>The host of the token server to ask (<c>server_domain</c>), as it came; empty where it was not told.</summary>
    public string ServerDomain { get; init; } = "";

    /// <summary>The portal's own id (<c>member_id</c>); empty where it was not told.</summary>
    public string MemberId { get; init; } = "";
}
