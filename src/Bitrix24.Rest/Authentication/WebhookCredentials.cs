using System;
using System.Text.Json;

namespace Bitrix24.Rest;

/// <summary>An inbound webhook: user and code stand in the path of every address.</summary>
internal sealed class WebhookCredentials : Credentials
{
    private readonly string _path;

    public WebhookCredentials(Uri portal, string user, Secret code)
        : base(portal, [code])
    {
        User = user;
        _path = $"/rest/{Uri.EscapeDataString(user)}/{code.Reveal()}/";
    }

    /// <summary>The webhook owner's id, or login.</summary>
    public string User { get; }

    public override Uri AddressOf(string method, Uri portal) => new(portal, _path + method + ".json");

    public override void WriteTo(Utf8JsonWriter body)
    {
    }
}
