using System;
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
                notices.Warn($"The portal {portal.Host} is now {moved.Host}: use its new address in your webhook.");
            }
        }
    }

    /// <summary>The failure of a request whose redirect is not followed.</summary>
    public Bitrix24Exception Refuse(HttpResponseMessage redirect, string method)
    {
        var host = redirect.Headers.Location is { IsAbsoluteUri: true } location ? SafeHost(location) : "another address";
        return Failure.Own(OwnErrorId.PortalMoved, $"{credentials.Portal.Host} sends its callers to {host}.", method, redirect.StatusCode);
    }

    /// <summary>A host's name that somebody else chose: it may repeat what it was sent, and would be shown in every later error.</summary>
    private string SafeHost(Uri address) => redaction.Clean(address.Host, Redaction.LongestDescription);

    private bool IsSafeHost(Uri address) =>
        SafeHost(address) == address.Host && redaction.Clean(address.IdnHost, Redaction.LongestDescription) == address.IdnHost;
}
