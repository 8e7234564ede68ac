using System;
using System.Net;
using System.Text.Json;

namespace Bitrix24.Rest;

/// <summary>Makes a <see cref="TokenAnswer"/> of a status and a body, whatever the body is.</summary>
/// <param name="redaction">Takes the secrets out of the server's texts; those of the answer join it before anything else sees them.</param>
internal sealed class TokenAnswerReader(Redaction redaction)
{
    private const int LongestName = 200;
    private const int Hour = 3600;
    private const int LongestLife = 366 * 24 * Hour;

    /// <summary>Longer than any answer of a token server.</summary>
    private const int LongestBody = 256 * 1024;

    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The whole body.</param>
    /// <param name="before">What is known of the tokens to come.</param>
    /// <param name="clientId">The application's id.</param>
    /// <param name="server">Who answered.</param>
    /// <param name="now">The time of day.</param>
    public TokenAnswer Read(
        HttpStatusCode status, ReadOnlyMemory<byte> body, TokenOwner before, string clientId, Uri server, DateTimeOffset now)
    {
        var json = Parse(body);
        if ((int)status >= 500 || (int)status is 408 or 425 or 429)
        {
            // Whatever it says: what was given is good still, or may be.
            return new() { Error = Unavailable(server, RestText.Of("TokenServer_Status", (int)status), FailureKind.Ambiguous) };
        }

        if (json.Field("error"u8) is { Kind: JsonValueKind.String } code)
        {
            var description = json.Field("error_description"u8).Begin(Redaction.LongestRead + 1);
            var text = code.Begin(Redaction.LongestRead + 1) ?? "";
            return new() { Error = Failure.OfTokenServer(text, description, status, redaction) };
        }

        if (status == HttpStatusCode.OK && Token(json, "access_token"u8) is { } access && Token(json, "refresh_token"u8) is { } refresh)
        {
            return new() { Pair = Take(json, access, refresh, before, clientId, server, now) };
        }

        return new()
        {
            Error = (int)status switch
            {
                404 or 410 => Unavailable(server, RestText.Of("TokenServer_Status", (int)status), FailureKind.Connection)
                    .With(RestText.Of("TokenServer_NotThere")),
                >= 300 and < 400 => Unavailable(server, RestText.Of("TokenServer_Redirects"), FailureKind.Connection)
                    .With(RestText.Of("TokenServer_NotFollowed")),
                _ => Unavailable(
                    server,
                    json.IsGiven
                        ? RestText.Of("TokenServer_NoTokens", (int)status)
                        : RestText.Of("TokenServer_OtherBody", (int)status),
                    (int)status >= 400 ? FailureKind.NotExecuted : FailureKind.Ambiguous),
            },
        };
    }

    /// <summary>The failure of a request to which no token server has answered.</summary>
    /// <param name="server">The server.</param>
    /// <param name="why">What happened, as the end of a sentence.</param>
    /// <param name="kind">Whether what was given may be used up.</param>
    public static Bitrix24Exception Unavailable(Uri server, LocalizableText why, FailureKind kind) =>
        Failure.Own(OwnErrorId.TokenServerUnavailable, RestText.Of("TokenServer_Failed", server.Authority, why)).As(kind);

    private static JsonValue Parse(ReadOnlyMemory<byte> body)
    {
        if (body.Length is 0 or > LongestBody)
        {
            return default;
        }

        body = JsonText.WithoutByteOrderMark(body);
        try
        {
            var reader = new Utf8JsonReader(body.Span, JsonText.Options);
            reader.Read();
            var json = JsonValue.Take(ref reader, body);
            return !reader.Read() && json.Kind == JsonValueKind.Object ? json : default;
        }
        catch (JsonException)
        {
            // Whatever it is, it is no answer of a token server.
            return default;
        }
    }

    private static string? Token(JsonValue json, ReadOnlySpan<byte> name) =>
        json.Field(name) is { Kind: JsonValueKind.String } field
        && field.Begin(TokenPair.LongestToken + 1) is { Length: > 0 and <= TokenPair.LongestToken } token
        && SeenText.IsWord(token)
            ? token
            : null;

    private static Uri? Origin(string? endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && PortalAddress.FindProblem(address) is null
            ? PortalAddress.OriginOf(address)
            : null;

    private TokenPair Take(
        JsonValue json, string access, string refresh, TokenOwner before, string clientId, Uri server, DateTimeOffset now)
    {
        var pair = new TokenPair
        {
            AccessToken = new Secret(access),
            RefreshToken = new Secret(refresh),
            ExpiresAt = now + TimeSpan.FromTicks(
                (json.Field("expires_in"u8).Number() is > 0 and <= LongestLife and var life ? life : Hour) * TimeSpan.TicksPerSecond),
            Portal = Origin(json.Field("client_endpoint"u8).Text()) ?? before.Portal,
            TokenServer = TokenHost.Find(json.Field("server_endpoint"u8).Text()) ?? server,
            MemberId = json.Field("member_id"u8).Text() is { Length: > 0 and <= LongestName } member && SeenText.IsWord(member)
                ? member
                : before.MemberId,
            ClientId = clientId,
        };
        redaction.AddPassing(pair.AccessToken);
        redaction.AddPassing(pair.RefreshToken);
        return pair;
    }
}
