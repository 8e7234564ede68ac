using System;
using System.Security;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>A new pair of tokens, as -OnTokenRefreshed of Connect-Bitrix24 gets it, so that a script can keep it where it likes.</summary>
public sealed class Bitrix24Token
{
    internal Bitrix24Token(TokenPair pair)
    {
        AccessToken = Hide(pair.AccessToken);
        RefreshToken = Hide(pair.RefreshToken);
        ExpiresAt = pair.ExpiresAt.LocalDateTime;
        Portal = pair.Portal;
    }

    /// <summary>The access token; the module itself asks for the next one.</summary>
    public SecureString AccessToken { get; }

    /// <summary>The refresh token, for -RefreshToken of the next Connect-Bitrix24. Those before it are used up.</summary>
    public SecureString RefreshToken { get; }

    /// <summary>When the access token ends, in local time.</summary>
    public DateTime ExpiresAt { get; }

    /// <summary>The portal's address: scheme, host and port.</summary>
    public Uri Portal { get; }

    /// <summary>The portal.</summary>
    public override string ToString() => Portal.Host;

    private static SecureString Hide(Secret secret)
    {
        var hidden = new SecureString();
        foreach (var character in secret.Reveal())
        {
            hidden.AppendChar(character);
        }

        hidden.MakeReadOnly();
        return hidden;
    }
}
