using System;
using System.Collections.Generic;
using System.Net.Http;

namespace Bitrix24.Rest;

/// <summary>Where the tokens of a connection come from, and where they go.</summary>
internal sealed class TokenSource
{
    /// <summary>Makes what carries a request to a token server.</summary>
    public Func<Uri, HttpMessageHandler> CreateHandler { get; init; } = NetworkSettings.Default.Open;

    /// <summary>What of the way to it must never be shown.</summary>
    public IReadOnlyList<Secret> Secrets { get; init; } = [];

    /// <summary>The token server that the user named; null where he named none.</summary>
    public Uri? Server { get; init; }

    /// <summary>The same without the store, for whoever could not write there: what is in it is older than his tokens.</summary>
    public TokenSource WithoutStore() => new() { CreateHandler = CreateHandler, Secrets = Secrets, Server = Server, News = News };

    /// <summary>The token server to ask.</summary>
    /// <param name="told">What was told by the portal or by a token server before; null where nothing was.</param>
    public Uri HostFor(Uri? told) => TokenHost.Choose(Server, told);

    /// <summary>What has the next tokens of credentials; null where they have none.</summary>
    public TokenRefresh? RefreshFor(
        Credentials credentials, Redaction redaction, Notices notices, TimeProvider time, TimeSpan timeout) =>
        credentials is OAuthCredentials oauth ? new(oauth, this, redaction, notices, time, timeout) : null;

    /// <summary>Where the sign-in is kept; null for only in memory.</summary>
    public ITokenStore? Store { get; init; }

    /// <summary>Who is told of each new pair; null where nobody is.</summary>
    public TokenNews? News { get; init; }
}
