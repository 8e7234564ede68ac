using System;
using System.Text.Json;

namespace Bitrix24.Rest;

/// <summary>An inbound webhook: user and code stand in the path of every address.</summary>
internal sealed class WebhookCredentials : Credentials
{
    private readonly Secret _code;

    public WebhookCredentials(Uri portal, string user, Secret code)
        : base(portal, [code])
    {
        User = user;
        _code = code;
    }

    /// <summary>The webhook owner's id, or login.</summary>
    public string User { get; }

    /// <summary>Whether the code is shorter than those that Bitrix24 gives.</summary>
    public bool HasShortCode => _code.Reveal().Length < WebhookAddress.UsualCodeLength;

    public override Uri AddressOf(string method, Uri portal) =>
        new(portal, $"/rest/{Uri.EscapeDataString(User)}/{_code.Reveal()}/{method}.json");

    public override TokenPair? WriteTo(Utf8JsonWriter body) => null;
}
