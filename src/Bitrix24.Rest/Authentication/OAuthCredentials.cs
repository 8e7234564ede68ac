using System;
using System.Text.Json;

namespace Bitrix24.Rest;

/// <summary>The tokens of an application, which are asked for anew when the portal refuses the access token.</summary>
internal sealed class OAuthCredentials : Credentials
{
    private volatile TokenPair _pair;

    /// <param name="pair">The tokens to begin with.</param>
    /// <param name="application">The application that they were given to.</param>
    /// <param name="brought">What the user brought to have them; null where that is the refresh token itself.</param>
    public OAuthCredentials(TokenPair pair, OAuthApplication application, Secret? brought = null)
        : base(pair.Portal, [application.Key, pair.AccessToken, pair.RefreshToken, .. brought is null ? Array.Empty<Secret>() : [brought]])
    {
        _pair = pair;
        Application = application;
    }

    public OAuthApplication Application { get; }

    /// <summary>The tokens of now.</summary>
    public TokenPair Pair => _pair;

    /// <summary>The next tokens take the place of these, for all that is sent from now on.</summary>
    public void Take(TokenPair next) => _pair = next;

    public override Uri AddressOf(string method, Uri portal) => AccessTokenCredentials.AddressFor(method, portal);

    public override TokenPair? WriteTo(Utf8JsonWriter body)
    {
        var pair = _pair;
        AccessTokenCredentials.Write(pair.AccessToken, body);
        return pair;
    }
}
