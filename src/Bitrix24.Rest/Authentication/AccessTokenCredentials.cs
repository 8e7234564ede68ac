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

    public override Uri AddressOf(string method, Uri portal) => new(portal, "/rest/" + method + ".json");

    public override void WriteTo(Utf8JsonWriter body) => body.WriteString("auth", _token.Reveal());
}
