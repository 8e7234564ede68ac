using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Security.Cryptography.X509Certificates;

namespace Bitrix24.Rest;

/// <summary>How a connection goes through the network: to the portal, to whatever else is asked on its behalf, and for files.</summary>
internal sealed record NetworkSettings
{
    /// <summary>What the environment and the system say.</summary>
    public static readonly NetworkSettings Default = new();

    /// <summary>The proxy; null for that of the environment variables or the system.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>Whether no proxy is used, whatever the environment and the system say.</summary>
    public bool UsesNoProxy { get; init; }

    /// <summary>Whether any certificate of a server is accepted: then nobody knows who answers.</summary>
    public bool SkipsCertificateCheck { get; init; }

    /// <summary>Certificates that are trusted as those of the system are, and beside them.</summary>
    public IReadOnlyList<X509Certificate2> Authorities { get; init; } = [];

    /// <summary>The certificate of this machine, for servers that ask for one; null where there is none.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>What of these must never be shown.</summary>
    public IReadOnlyList<Secret> Secrets { get; init; } = [];

    /// <summary>What carries requests to a server one after the other.</summary>
    public HttpMessageHandler Open(Uri server) => Open(server, connections: 1);

    /// <summary>What carries the requests of a connection, so many of them at once.</summary>
    public HttpMessageHandler Open(Uri portal, int connections) => PortalHandler.Create(portal, connections, this);

    /// <summary>Why a portal is not called so, or null.</summary>
    public Bitrix24Exception? FindFault(Uri portal) =>
        Proxy is not null && PortalAddress.IsThisMachine(portal)
            ? Failure.Own(OwnErrorId.InvalidProxy, RestText.Of("Proxy_Loopback"))
                .Advising(RestText.Of("Proxy_LoopbackAdvice"))
            : null;
}
