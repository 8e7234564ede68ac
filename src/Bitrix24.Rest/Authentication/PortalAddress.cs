using System;
using System.Net;

namespace Bitrix24.Rest;

/// <summary>What may stand before <c>/rest/</c>: https everywhere, plain http only to this very machine.</summary>
internal static class PortalAddress
{
    private const string Localhost = "localhost";

    /// <summary>Reads a portal's address, with or without its scheme.</summary>
    /// <param name="text">For example <c>example.bitrix24.com</c> or <c>https://example.bitrix24.com/</c>.</param>
    /// <param name="portal">Scheme, host and port.</param>
    /// <param name="problem">What is wrong with it, in words that do not repeat it.</param>
    public static bool TryParse(string text, out Uri? portal, out LocalizableText? problem)
    {
        portal = null;
        text = text.Trim();
        if (text.IndexOf("://", StringComparison.Ordinal) < 0)
        {
            text = "https://" + text;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var address))
        {
            problem = RestText.Of("Address_NotWeb");
            return false;
        }

        if (FindProblem(address) is { } found)
        {
            problem = found;
            return false;
        }

        if (address.AbsolutePath.Length > 1)
        {
            problem = RestText.Of("Address_HasPath");
            return false;
        }

        portal = OriginOf(address);
        problem = null;
        return true;
    }

    /// <summary>Why calls may not be sent to this address, or null.</summary>
    public static LocalizableText? FindProblem(Uri address)
    {
        if (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
        {
            return RestText.Of("Address_NotHttps");
        }

        if (address.Scheme == Uri.UriSchemeHttp && !IsLoopback(address))
        {
            return RestText.Of("Address_Unencrypted");
        }

        if (address.Host.Length == 0)
        {
            return RestText.Of("Address_NoHost");
        }

        if (!HasValidHost(address))
        {
            return RestText.Of("Address_InvalidHost");
        }

        if (address.UserInfo.Length > 0)
        {
            return RestText.Of("Address_HasUser");
        }

        if (address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            return RestText.Of("Address_HasQuery");
        }

        return null;
    }

    /// <summary>
    /// Whether an address means this machine, so that no proxy has any business with it: a loopback address, or a name kept for them.
    /// </summary>
    public static bool IsThisMachine(Uri address)
    {
        var host = address.IdnHost.TrimEnd('.');
        return IsLoopback(address)
            || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip))
            || string.Equals(host, Localhost, StringComparison.OrdinalIgnoreCase)
            || host.EndsWith("." + Localhost, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Whether an address surely leads to this machine; another name may be looked up elsewhere. The framework takes ::127.0.0.1 for one
    /// too, which systems send to the network.
    /// </summary>
    private static bool IsLoopback(Uri address) =>
        address.HostNameType != UriHostNameType.IPv6 ? address.IsLoopback
        : IPAddress.TryParse(address.DnsSafeHost, out var ip)
            && (ip.IsIPv4MappedToIPv6 ? IPAddress.IsLoopback(ip.MapToIPv4()) : IPAddress.IsLoopback(ip));

    /// <summary>A host may be taken for part of an address and still have no form in which it could be looked up.</summary>
    private static bool HasValidHost(Uri address)
    {
        try
        {
            return address.IdnHost.Length > 0;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    public static Uri OriginOf(Uri address) => new(address.GetLeftPart(UriPartial.Authority) + "/");
}
