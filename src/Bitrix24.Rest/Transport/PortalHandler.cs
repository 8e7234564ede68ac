using System.Net;
using System.Net.Http;
using System.Security.Authentication;

namespace Bitrix24.Rest;

/// <summary>The network side of a connection: connections are kept, redirects are never followed blindly, TLS is 1.2 or later.</summary>
internal static class PortalHandler
{
    public static HttpMessageHandler Create() => new HttpClientHandler
    {
        // A redirected POST would lose its body, and the secret would go to whatever host the answer names.
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        MaxConnectionsPerServer = 64,
        SslProtocols = SslProtocols.None,
        UseCookies = false,
    };
}
