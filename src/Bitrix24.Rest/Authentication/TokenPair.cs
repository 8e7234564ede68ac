using System;

namespace Bitrix24.Rest;

/// <summary>
/// What a sign-in over OAuth gives, and each refresh of it anew: the two tokens, and whose they are. It never changes; a new pair takes
/// its place.
/// </summary>
internal sealed class TokenPair
{
    /// <summary>The longest text that a token can be; those of Bitrix24 have some 70 characters.</summary>
    public const int LongestToken = 4096;

    /// <summary>What every call is made with, for an hour.</summary>
    public required Secret AccessToken { get; init; }

    /// <summary>What the next pair is asked for with. It counts once: the next pair has another one.</summary>
    public required Secret RefreshToken { get; init; }

    /// <summary>When the access token ends, as the token server said. Nothing is decided by it: what the portal answers counts.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The portal's address: scheme, host and port.</summary>
    public required Uri Portal { get; init; }

    /// <summary>
    /// Where the next pair is asked for: scheme, host and port of the token server (<c>server_endpoint</c> without <c>/rest/</c>); null
    /// where it was not told.
    /// </summary>
    public required Uri? TokenServer { get; init; }

    /// <summary>The portal's own id (<c>member_id</c>), which stays when it is renamed; empty where it was not told.</summary>
    public required string MemberId { get; init; }

    /// <summary>The application's id (<c>client_id</c>), which is no secret. Its key is not here: whoever signs in brings it.</summary>
    public required string ClientId { get; init; }

    /// <summary>The same tokens for the address at which the portal is found.</summary>
    public TokenPair At(Uri portal) => new()
    {
        AccessToken = AccessToken,
        RefreshToken = RefreshToken,
        ExpiresAt = ExpiresAt,
        Portal = portal,
        TokenServer = TokenServer,
        MemberId = MemberId,
        ClientId = ClientId,
    };
}
