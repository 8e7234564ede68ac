using System;
using System.Collections.Generic;
using System.Text.Json;

namespace Bitrix24.Rest;

/// <summary>Who calls: a portal and the right to call it.</summary>
internal abstract class Credentials
{
    private protected Credentials(Uri portal, IReadOnlyList<Secret> secrets)
    {
        Identity = new(portal);
        Secrets = secrets;
    }

    /// <summary>The portal's address: scheme, host and port, nothing else. It changes when the portal is renamed.</summary>
    public Uri Portal => Identity.Address;

    /// <summary>Which portal it is, whatever its address.</summary>
    public PortalIdentity Identity { get; }

    /// <summary>Everything that must never be shown.</summary>
    public IReadOnlyList<Secret> Secrets { get; }

    /// <summary>The address of a method at a portal. It may hold a secret: it goes to the request and nowhere else.</summary>
    public abstract Uri AddressOf(string method, Uri portal);

    /// <summary>The portal answers from another address now.</summary>
    public void MoveTo(Uri portal) => Identity.MoveTo(portal);

    /// <summary>Writes what the body needs so that the portal knows the caller.</summary>
    /// <returns>The pair whose access token it has written; null where there is none that could be asked for anew.</returns>
    public abstract TokenPair? WriteTo(Utf8JsonWriter body);
}
