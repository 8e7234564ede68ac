using System;
using System.Net;
using System.Net.Http;

namespace Bitrix24.Rest;

/// <summary>
/// The network side of a connection: connections are kept, no redirect is followed blindly, the version of TLS is the system's choice.
/// .NET advises that, because a list in a program grows old; here no setting of the process can bring older ones back.
/// </summary>
internal static class PortalHandler
{
    /// <summary>How long a connection may take to be made. A firewall that drops what it does not let through never answers.</summary>
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(20);

    /// <param name="connections">As many as requests may be under way: one that waited for a connection would use its time up.</param>
    /// <param name="proxy">The proxy; null for that of the environment variables or the system.</param>
    public static HttpMessageHandler Create(int connections, IWebProxy? proxy = null) => new SocketsHttpHandler
    {
        // A redirected POST would lose its body, and the secret would go to whatever host the answer names.
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        ConnectTimeout = LongestConnect,
        MaxConnectionsPerServer = connections,
        Proxy = proxy,
        UseCookies = false,
    };

    /// <summary>The proxy that a handler uses; null where it uses none.</summary>
    public static IWebProxy? ProxyOf(HttpMessageHandler handler) =>
        handler is SocketsHttpHandler sockets ? sockets.Proxy ?? HttpClient.DefaultProxy : null;
}
