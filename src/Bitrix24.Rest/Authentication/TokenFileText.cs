using System;
using System.Globalization;
using System.IO;
using System.Text.Json;

namespace Bitrix24.Rest;

/// <summary>
/// What stands in a <see cref="TokenFile"/>: JSON that says what it is and whose tokens it has. On Windows the tokens are encrypted for
/// the user who wrote them.
/// </summary>
internal static class TokenFileText
{
    /// <summary>Longer than any that was written.</summary>
    public const int Longest = 64 * 1024;

    private const string Kind = "Bitrix24 token store";
    private const int Form = 1;
    private const int LongestName = 200;
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>The text of a pair.</summary>
    /// <returns>Null where Windows does not encrypt it.</returns>
    public static byte[]? Write(TokenPair pair)
    {
        byte[]? secrets = null;
        if (OperatingSystem.IsWindows()
            && (secrets = WindowsProtection.Protect(Write(json => WriteTokens(json, pair)))) is null)
        {
            return null;
        }

        return Write(json =>
        {
            json.WriteString("kind", Kind);
            json.WriteNumber("form", Form);
            json.WriteString("portal", pair.Portal.AbsoluteUri);
            json.WriteString("memberId", pair.MemberId);
            json.WriteString("clientId", pair.ClientId);
            json.WriteString("tokenServer", pair.TokenServer?.AbsoluteUri);
            json.WriteString("expiresAt", pair.ExpiresAt.ToString("O", CultureInfo.InvariantCulture));
            if (secrets is null)
            {
                WriteTokens(json, pair);
            }
            else
            {
                json.WriteBase64String("protected", secrets);
            }
        });
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="pair">What it has.</param>
    /// <returns>What is wrong with it, as a part of a sentence that repeats nothing of it; null where nothing is.</returns>
    public static LocalizableText? Read(ReadOnlyMemory<byte> text, out TokenPair? pair)
    {
        pair = null;
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || TextOf(root, "kind") != Kind)
            {
                return RestText.Of("TokenStore_IsOther");
            }

            if (!root.TryGetProperty("form", out var form) || form.ValueKind != JsonValueKind.Number || !form.TryGetInt32(out var number)
                || number != Form)
            {
                return RestText.Of("TokenStore_OtherVersion");
            }

            return root.TryGetProperty("protected", out var secrets) ? ReadProtected(root, secrets, out pair)
                : (pair = Take(root, root)) is null ? RestText.Of("TokenStore_IsDamaged") : null;
        }
        catch (JsonException)
        {
            return RestText.Of("TokenStore_IsOtherOrDamaged");
        }
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Indented))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteTokens(Utf8JsonWriter json, TokenPair pair)
    {
        json.WriteString("accessToken", pair.AccessToken.Reveal());
        json.WriteString("refreshToken", pair.RefreshToken.Reveal());
    }

    private static LocalizableText? ReadProtected(JsonElement root, JsonElement secrets, out TokenPair? pair)
    {
        pair = null;
        if (!OperatingSystem.IsWindows())
        {
            return RestText.Of("TokenStore_OfWindows");
        }

        if (secrets.ValueKind != JsonValueKind.String || !secrets.TryGetBytesFromBase64(out var bytes))
        {
            return RestText.Of("TokenStore_IsDamaged");
        }

        if (WindowsProtection.Unprotect(bytes) is not { } plain)
        {
            return RestText.Of("TokenStore_NotDecrypted");
        }

        using var document = JsonDocument.Parse(plain);
        return document.RootElement.ValueKind == JsonValueKind.Object && (pair = Take(root, document.RootElement)) is not null
            ? null
            : RestText.Of("TokenStore_IsDamaged");
    }

    private static TokenPair? Take(JsonElement root, JsonElement secrets)
    {
        var server = TextOf(root, "tokenServer");
        return TextOf(secrets, "accessToken") is { Length: > 0 and <= TokenPair.LongestToken } access && SeenText.IsWord(access)
            && TextOf(secrets, "refreshToken") is { Length: > 0 and <= TokenPair.LongestToken } refresh && SeenText.IsWord(refresh)
            && Origin(TextOf(root, "portal")) is { } portal
            && (server is null || Origin(server) is not null)
            && TextOf(root, "memberId") is { Length: <= LongestName } member && (member.Length == 0 || SeenText.IsWord(member))
            && TextOf(root, "clientId") is { Length: > 0 and <= LongestName } client && SeenText.IsWord(client)
            && DateTimeOffset.TryParse(
                TextOf(root, "expiresAt"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var expiresAt)
            ? new()
            {
                AccessToken = new Secret(access),
                RefreshToken = new Secret(refresh),
                ExpiresAt = expiresAt,
                Portal = portal,
                TokenServer = Origin(server),
                MemberId = member,
                ClientId = client,
            }
            : null;
    }

    private static string? TextOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && IsReadable(value, out var text)
            ? text
            : null;

    private static bool IsReadable(JsonElement value, out string? text)
    {
        try
        {
            text = value.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            // An escape of half a character.
            text = null;
            return false;
        }
    }

    private static Uri? Origin(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && PortalAddress.FindProblem(address) is null
            ? PortalAddress.OriginOf(address)
            : null;
}
