using System;
using System.Collections.Generic;

namespace Bitrix24.Sandbox;

/// <summary>A webhook or an OAuth token: on whose behalf it calls and for which scopes.</summary>
internal sealed class SandboxCredential
{
    /// <summary>The scope of the Open Lines methods.</summary>
    public const string OpenLinesScope = "imopenlines";

    public SandboxCredential(string secret, SandboxUser user, bool isWebhook, IEnumerable<string> scopes)
    {
        Secret = secret;
        User = user;
        IsWebhook = isWebhook;
        Scopes = [.. scopes];
    }

    /// <summary>The webhook's code, or the access token.</summary>
    public string Secret { get; }

    public SandboxUser User { get; }

    public bool IsWebhook { get; }

    public List<string> Scopes { get; }

    /// <summary>A token past its hour.</summary>
    public bool IsExpired { get; set; }

    /// <summary>When the hour of a token is over; null where nobody says.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>A webhook that was deleted or replaced, a token that the OAuth server does not know.</summary>
    public bool IsRevoked { get; set; }
}
