using System;
using System.Linq;
using System.Net.Http;

namespace Bitrix24.Rest;

/// <summary>What follows where a portal sends its callers elsewhere: only another name of the same portal is believed.</summary>
internal sealed class PortalRedirect(Credentials credentials, Redaction redaction, Notices notices)
{
    public static bool IsOne(HttpResponseMessage response) => (int)response.StatusCode is >= 300 and < 400;

    /// <summary>The portal's new address; null where the redirect is not to one.</summary>
    public Uri? NewAddressOf(Uri portal, HttpResponseMessage redirect) =>
        PortalMove.Find(portal, redirect.Headers.Location) is { } moved && IsSafeHost(moved) ? moved : null;

    /// <summary>The portal has answered at its new address: all later requests go there.</summary>
    public void Accept(Uri portal, Uri moved)
    {
        lock (notices)
        {
            if (credentials.Portal == portal)
            {
                credentials.MoveTo(moved);
                notices.Warn(RestText.Of("Portal_MovedWebhook", portal.Host, moved.Host));
            }
        }
    }

    /// <summary>
    /// The failure of a request whose redirect is not followed, so nothing was executed. Where it leads to the portal's own host there
    /// is no new address: something before the REST API wants its callers to sign in.
    /// </summary>
    /// <param name="portal">The address that was called.</param>
    /// <param name="redirect">Its answer.</param>
    /// <param name="method">The REST method.</param>
    public Bitrix24Exception Refuse(Uri portal, HttpResponseMessage redirect, string method)
    {
        var target = TargetOf(portal, redirect);
        return target is not null && IsSameHost(portal, target)
            ? Failure.Own(
                OwnErrorId.SignInRequired,
                RestText.Of("Portal_SignInPage", portal.Host),
                method,
                redirect.StatusCode)
            : Failure.Own(
                OwnErrorId.PortalMoved,
                target is null
                    ? RestText.Of("Portal_Elsewhere", portal.Host)
                    : RestText.Of("Portal_ElsewhereTo", portal.Host, SafeHost(target)),
                method,
                redirect.StatusCode);
    }

    /// <summary>Where it leads, seen from the address that was called; null where that is no address.</summary>
    private static Uri? TargetOf(Uri portal, HttpResponseMessage redirect)
    {
        if (redirect.Headers.Location is not { } location)
        {
            return redirect.Headers.TryGetValues("Location", out var given) && !given.All(string.IsNullOrWhiteSpace) ? null : portal;
        }

        // Mono takes a path for a file.
        var text = location.IsAbsoluteUri && location.IsFile ? location.LocalPath : location.OriginalString;
        return Uri.TryCreate(portal, text, out var target) && target.Host.Length > 0 ? target : null;
    }

    /// <summary>Whether one server answers at both: the usual ports of http and https are one, any other may be anybody's.</summary>
    private static bool IsSameHost(Uri portal, Uri target) =>
        string.Equals(target.IdnHost, portal.IdnHost, StringComparison.OrdinalIgnoreCase)
        && (target.Port == portal.Port || (target.IsDefaultPort && portal.IsDefaultPort));

    /// <summary>
    /// A host's name that somebody else chose, with its port where that is not the usual one: it may repeat what it was sent, and would be
    /// shown in every later error.
    /// </summary>
    private string SafeHost(Uri address) => redaction.Clean(address.Authority, Redaction.LongestDescription);

    private bool IsSafeHost(Uri address) =>
        SafeHost(address) == address.Authority && redaction.Clean(address.IdnHost, Redaction.LongestDescription) == address.IdnHost;
}
