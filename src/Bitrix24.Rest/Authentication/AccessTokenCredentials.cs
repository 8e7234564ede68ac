using System;
using System.Text.Json;

namespace Bitrix24.Rest;

/// <summary>An OAuth access token, sent in the body as the documentation of every method shows it.</summary>
internal sealed class AccessTokenCredentials : Credentials
{
    private readonly Secret _token;

    public AccessTokenCredentials(Uri portal, Secret token)
        : base(portal, [token])
    {
        _token = token;
    }

    /// <param name="portal">The portal's address.</param>
    /// <param name="token">The token as it was brought.</param>
    /// <param name="credentials">What they say.</param>
    /// <param name="error">What is wrong with one of them, in words that do not repeat it.</param>
    public static bool TryParse(string portal, string token, out AccessTokenCredentials? credentials, out Bitrix24Exception? error)
    {
        credentials = null;
        error = null;
        var unwrapped = PastedText.Unwrap(token);
        if (!PortalAddress.TryParse(portal, out var address, out var problem))
        {
            error = Failure.Own(OwnErrorId.InvalidPortal, RestText.Of("Portal_NotAddress", problem));
        }
        else if (PastedText.IsKeyPress(token, unwrapped))
        {
            error = Failure.Own(OwnErrorId.InvalidAccessToken, RestText.Of("AccessToken_Not", PastedText.KeyPressProblem));
        }
        else if (unwrapped.Length == 0 || !SeenText.IsWord(unwrapped))
        {
            error = Failure.Own(
                OwnErrorId.InvalidAccessToken,
                RestText.Of("AccessToken_Blank"));
        }
        else
        {
            credentials = new(address!, new Secret(unwrapped));
        }

        return error is null;
    }

    /// <summary>The address of a method for whoever has a token: no secret is in it.</summary>
    public static Uri AddressFor(string method, Uri portal) => new(portal, "/rest/" + method + ".json");

    /// <summary>Writes a token where the portal looks for it.</summary>
    public static void Write(Secret token, Utf8JsonWriter body) => body.WriteString("auth", token.Reveal());

    public override Uri AddressOf(string method, Uri portal) => AddressFor(method, portal);

    public override TokenPair? WriteTo(Utf8JsonWriter body)
    {
        Write(_token, body);
        return null;
    }
}
