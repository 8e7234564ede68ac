using System;
using System.Globalization;

namespace Bitrix24.Rest.Tests;

/// <summary>Pairs of tokens that have a number, the next one each time.</summary>
internal static class StoredPair
{
    private const string Refresh = "refresh-";

    public static TokenPair Of(int number) => new()
    {
        AccessToken = new Secret($"access-{number}"),
        RefreshToken = new Secret(Refresh + number.ToString(CultureInfo.InvariantCulture)),
        ExpiresAt = new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero),
        Portal = new Uri("https://portal.example/"),
        TokenServer = new Uri("https://oauth.bitrix.info/"),
        MemberId = "a223c6b3710f85df22e9377d6c4f7553",
        ClientId = "local.5a2f0c1d3e4b56.78901234",
    };

    public static int NumberOf(TokenPair? pair) =>
        pair is null ? 0 : int.Parse(pair.RefreshToken.Reveal().AsSpan(Refresh.Length).ToString(), CultureInfo.InvariantCulture);
}
