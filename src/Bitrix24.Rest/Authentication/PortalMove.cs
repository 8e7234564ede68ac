using System;

namespace Bitrix24.Rest;

/// <summary>
/// Decides whether a redirect is the renaming of a portal. The new address receives the secret, so it must be sure that the same
/// owner answers there: another name in the same Bitrix24 cloud, over https. Behind another port of the same host may be anybody.
/// </summary>
internal static class PortalMove
{
    private const string Cloud = "bitrix24.";

    /// <summary>The portal's new address; null where the secret may not follow.</summary>
    /// <param name="portal">The address that was called.</param>
    /// <param name="location">Where it sends its callers; null where it does not say.</param>
    public static Uri? Find(Uri portal, Uri? location)
    {
        if (location is not { IsAbsoluteUri: true }
            || PortalAddress.FindProblem(new Uri(location.GetLeftPart(UriPartial.Path))) is not null)
        {
            return null;
        }

        var target = PortalAddress.OriginOf(location);
        var isNew = target.Scheme == Uri.UriSchemeHttps && target.IsDefaultPort && target != portal;
        return isNew && IsSameCloud(portal.IdnHost, target.IdnHost) ? target : null;
    }

    /// <summary>Whether two hosts are portals of one cloud domain: <c>NAME.bitrix24.ZONE</c> with the same zone.</summary>
    private static bool IsSameCloud(string host, string other)
    {
        var domain = CloudDomainOf(host);
        return domain is not null && string.Equals(domain, CloudDomainOf(other), StringComparison.OrdinalIgnoreCase);
    }

    private static string? CloudDomainOf(string host)
    {
        var dot = host.IndexOf('.');
        return dot > 0 && string.Compare(host, dot + 1, Cloud, 0, Cloud.Length, StringComparison.OrdinalIgnoreCase) == 0
            && IsZone(host.Substring(dot + 1 + Cloud.Length))
            ? host.Substring(dot + 1)
            : null;
    }

    /// <summary>
    /// Whether it is a zone such as <c>ru</c> or <c>com.br</c>: in the domain of a company the names may have owners of their own.
    /// </summary>
    private static bool IsZone(string zone)
    {
        var dot = zone.IndexOf('.');
        return dot < 0
            ? zone.Length > 0
            : zone.Length - dot == 3 && zone.IndexOf('.', dot + 1) < 0 && zone.Substring(0, dot).ToUpperInvariant() is "COM" or "CO";
    }
}
