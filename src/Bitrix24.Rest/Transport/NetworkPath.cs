using System;
using System.Net;

namespace Bitrix24.Rest;

/// <summary>Where a request goes: to the portal itself, or to a proxy that passes it on.</summary>
/// <param name="Host">The portal's host, with its port where that is not the usual one.</param>
/// <param name="Proxy">The proxy's host and port, never its user and password; null where there is none, or where nobody knows.</param>
internal readonly record struct NetworkPath(string Host, string? Proxy)
{
    /// <summary>Makes what a server tells of itself safe to show.</summary>
    public Redaction Redaction { get; init; } = Redaction.None;

    /// <summary>Who is connected to, as it stands at the beginning of a sentence.</summary>
    public LocalizableText First => Proxy is null ? LocalizableText.Verbatim(Host) : RestText.Of("Proxy_First", Proxy);

    /// <summary>The same inside a sentence.</summary>
    public LocalizableText Next => Proxy is null ? LocalizableText.Verbatim(Host) : RestText.Of("Proxy_Next", Proxy);

    public static NetworkPath To(Uri portal, IWebProxy? proxy, Redaction redaction)
    {
        var direct = new NetworkPath(redaction.Clean(portal.Authority, Redaction.LongestDescription), null) { Redaction = redaction };
        try
        {
            return proxy is not null && !proxy.IsBypassed(portal) && proxy.GetProxy(portal) is { } address && address != portal
                ? direct with { Proxy = redaction.Clean($"{address.Host}:{address.Port}", Redaction.LongestDescription) }
                : direct;
        }
#pragma warning disable CA1031 // A proxy's settings may be a script of somebody's: the request itself fails for it, and is told of.
        catch (Exception)
#pragma warning restore CA1031
        {
            return direct;
        }
    }
}
