using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest;

/// <summary>
/// The network side of a connection: connections are kept, redirects are never followed blindly, TLS is 1.2 or later, this machine is never
/// called through a proxy, and nobody in the process is told of a request.
/// </summary>
internal static class PortalHandler
{
    /// <summary>How long a connection may take to be made. A firewall that drops what it does not let through never answers.</summary>
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(20);

    private const int FirstWindowsBuildWithTls13 = 20348;

    // The system's own settings may allow older ones, as OPENSSL_CONF does.
    private static readonly SslProtocols Protocols = SslProtocols.Tls12 | (MaySpeakTls13() ? SslProtocols.Tls13 : SslProtocols.None);

    /// <param name="portal">The portal.</param>
    /// <param name="connections">As many as requests may be under way: one that waited for a connection would use its time up.</param>
    /// <param name="network">How it goes through the network; null for what the environment and the system say.</param>
    public static HttpMessageHandler Create(Uri portal, int connections, NetworkSettings? network = null)
    {
        var settings = network ?? NetworkSettings.Default;
        var tls = new TlsCheck(settings);
        var handler = Create(portal, connections, settings, tls);
        handler.Properties[TlsCheck.Property] = tls;
        return handler;
    }

    /// <summary>The proxy that a handler uses; null where it uses none.</summary>
    public static IWebProxy? ProxyOf(HttpMessageHandler handler) =>
        handler is SocketsHttpHandler { UseProxy: true } sockets ? sockets.Proxy ?? HttpClient.DefaultProxy : null;

    /// <summary>What judges the certificates that a handler is shown; null for a handler from elsewhere.</summary>
    public static TlsCheck? TlsOf(HttpMessageHandler handler) =>
        handler is SocketsHttpHandler sockets && sockets.Properties.TryGetValue(TlsCheck.Property, out var tls) ? (TlsCheck)tls! : null;

    private static SocketsHttpHandler Create(Uri portal, int connections, NetworkSettings settings, TlsCheck tls) => new()
    {
        // With it, every listener in the process is given each request, its address included.
        ActivityHeadersPropagator = null,

        // A redirected POST would lose its body, and the secret would go to whatever host the answer names.
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        ConnectCallback = ConnectAsync,
        ConnectTimeout = LongestConnect,
        MaxConnectionsPerServer = connections,
        Proxy = settings.Proxy,
        SslOptions = OptionsOf(tls),
        UseCookies = false,

        // A portal on this machine may be called over plain http: a proxy would read the secret.
        UseProxy = !settings.UsesNoProxy && !PortalAddress.IsThisMachine(portal),
    };

    private static SslClientAuthenticationOptions OptionsOf(TlsCheck tls) => new()
    {
        EnabledSslProtocols = Protocols,
        RemoteCertificateValidationCallback = (sender, certificate, chain, errors) =>
        {
            var stream = (SslStream)sender;
            return tls.Accept(stream.TargetHostName, (X509Certificate2?)certificate, chain, errors, stream.SslProtocol.ToString());
        },

        // It is called before the server has said anything too, and then without the server's certificate.
        LocalCertificateSelectionCallback = (_, _, _, server, _) => server is null ? null! : tls.Give()!,
    };

    /// <summary>Connects as the HTTP stack does itself, but for what it is given to ask a proxy through.</summary>
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellation).ConfigureAwait(false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var connection = new NetworkStream(socket, ownsSocket: true);
        return context.InitialRequestMessage.Method == HttpMethod.Connect ? new TunnelStream(connection) : connection;
    }

    /// <summary>A system that cannot may fail when it is asked for it.</summary>
    private static bool MaySpeakTls13() =>
        OperatingSystem.IsLinux() || OperatingSystem.IsWindowsVersionAtLeast(10, 0, FirstWindowsBuildWithTls13);
}
