using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace Portal.OAuth;

/// <summary>
/// What the other process can make befall the token server, one line each, behind the word <c>oauth</c>:
/// <list type="bullet">
/// <item><c>client ID SECRET</c>, <c>refresh TOKEN</c>, <c>code CODE</c> make the application, a refresh token and a code known;</item>
/// <item><c>life SECONDS</c> is how long access tokens are good, and <c>end</c> ends the last one that was given;</item>
/// <item><c>fault JSON</c> is what befalls the next request: the members of <see cref="TokenFault"/> of simple types;</item>
/// <item><c>hold</c> keeps the next request waiting until <c>release</c>, and <c>held</c> tells whether it is there;</item>
/// <item><c>grants</c> tells how many requests came, how many of them got tokens, and how many a used or unknown grant.</item>
/// </list>
/// </summary>
internal static class TokenControl
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    /// <summary>Does what a line asks for.</summary>
    /// <returns>What it tells.</returns>
    public static string Obey(TokenIssuer issuer, string line)
    {
        var parts = line.Split(' ', 3);
        switch (parts[0])
        {
            case "client":
                (issuer.ClientId, issuer.ClientSecret) = (parts[1], parts[2]);
                break;
            case "refresh":
                issuer.AddRefreshToken(parts[1]);
                break;
            case "code":
                issuer.AddCode(parts[1]);
                break;
            case "life":
                issuer.Life = TimeSpan.FromSeconds(double.Parse(parts[1], CultureInfo.InvariantCulture));
                break;
            case "end":
                issuer.EndLast();
                break;
            case "fault":
                issuer.Next(JsonSerializer.Deserialize<TokenFault>(line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..], Json)!);
                break;
            case "hold":
                issuer.Hold();
                break;
            case "held":
                return issuer.IsHolding ? "yes" : "no";
            case "release":
                issuer.Release();
                break;
            case "grants":
                return Count(issuer.Grants);
            default:
                throw new ArgumentException("Unknown command " + parts[0], nameof(line));
        }

        return "OK";
    }

    private static string Count(IReadOnlyList<TokenGrantRecord> grants)
    {
        var given = grants.Count(static grant => grant.Error is null);
        var refused = grants.Count(static grant => grant.Error == "invalid_grant");
        return string.Create(CultureInfo.InvariantCulture, $"{grants.Count} {given} {refused}");
    }
}
