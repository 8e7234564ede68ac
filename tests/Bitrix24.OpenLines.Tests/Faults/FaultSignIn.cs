using System;
using System.Linq;
using Bitrix24.Rest;
using Bitrix24.Sandbox;
using Portal.OAuth;

namespace Bitrix24.OpenLines.Tests.Faults;

/// <summary>
/// A sign-in over OAuth whose tokens end in the middle of a run, and a token server that is in trouble now and then. All of it follows from
/// the seed.
/// </summary>
internal sealed class FaultSignIn
{
    private const string Application = "local.fault";
    private static readonly int[] Lives = [1, 5, 60, 3_600];

    private readonly SandboxPortal _portal;
    private readonly TimeProvider _time;
    private readonly TokenIssuer _issuer;

    public FaultSignIn(SandboxPortal portal, TimeProvider time, int seed)
    {
        var random = new Random(seed);
        (_portal, _time) = (portal, time);
        _issuer = new(portal)
        {
            ClientId = Application,
            UserId = DefaultData.Admin,
            Life = TimeSpan.FromSeconds(Lives[random.Next(Lives.Length)]),
        };
        _issuer.Next([.. Enumerable.Range(0, random.Next(5)).Select(_ => FaultOf(random))]);
    }

    /// <summary>How the tokens are had.</summary>
    public TokenSource Source => new() { CreateHandler = _ => new TokenHandler(_issuer) };

    /// <summary>The token that is known first: it ends as soon as those after it.</summary>
    public SandboxCredential FirstToken(string token) =>
        new(token, _portal.FindUser(DefaultData.Admin)!, isWebhook: false, DefaultData.Scopes)
        {
            ExpiresAt = _time.GetUtcNow() + _issuer.Life,
        };

    /// <summary>Those of one of several connections: each has a refresh token of its own.</summary>
    public OAuthCredentials CredentialsOf(string token, int number)
    {
        var refresh = FormattableString.Invariant($"firstRefreshToken{number}");
        _issuer.AddRefreshToken(refresh);
        var pair = new TokenPair
        {
            AccessToken = new Secret(token),
            RefreshToken = new Secret(refresh),
            ExpiresAt = _time.GetUtcNow() + _issuer.Life,
            Portal = new("https://" + SandboxPortal.Host + "/"),
            TokenServer = null,
            MemberId = TokenIssuer.MemberId,
            ClientId = Application,
        };
        return new(pair, new(Application, new Secret(_issuer.ClientSecret)));
    }

    private static TokenFault FaultOf(Random random) => random.Next(8) switch
    {
        0 => new TokenFault { IsSilent = true },
        1 => TokenFault.Page(502),
        2 => TokenFault.Page(200),
        3 => TokenFault.Page(504, afterWork: true),
        4 => TokenFault.Error("invalid_grant"),
        5 => new TokenFault { Status = 0 },
        6 => TokenFault.Page(403),
        _ => new TokenFault { Status = 200, Body = "{}" },
    };
}
