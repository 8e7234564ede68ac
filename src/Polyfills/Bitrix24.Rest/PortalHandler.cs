using System;
using System.Net;
using System.Net.Http;
using System.Security.Authentication;

namespace Bitrix24.Rest;

/// <summary>
/// The network side of a connection: connections are kept, redirects are never followed blindly, TLS is 1.2 or later, and this machine is
/// never called through a proxy.
/// </summary>
internal static class PortalHandler
{
    // .NET Framework 4.8 names it; Windows speaks it since Windows 11 and Windows Server 2022, and an older one can fail when asked for it.
    private const SslProtocols Tls13 = (SslProtocols)12288;
    private const int FirstBuildWithTls13 = 20348;

    /// <param name="portal">The portal.</param>
    /// <param name="connections">As many as requests may be under way: one that waited for a connection would use its time up.</param>
    /// <param name="network">How it goes through the network; null for what the system says.</param>
    public static HttpMessageHandler Create(Uri portal, int connections, NetworkSettings? network = null)
    {
        var settings = network ?? NetworkSettings.Default;
        var tls = new TlsCheck(settings);
        var handler = new HttpClientHandler
        {
            // A redirected POST would lose its body, and the secret would go to whatever host the answer names.
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            MaxConnectionsPerServer = connections,
            Proxy = settings.Proxy,
#pragma warning disable MA0039 // It accepts what the system does; CertificateChain says what more.
            ServerCertificateCustomValidationCallback = (request, certificate, chain, errors) =>
                tls.Accept(request.RequestUri.Host, certificate, chain, errors, version: null),
#pragma warning restore MA0039
            UseCookies = false,

            // A portal on this machine may be called over plain http: a proxy would read the secret.
            UseProxy = !settings.UsesNoProxy && !PortalAddress.IsThisMachine(portal),

            // Left to itself it takes ServicePointManager.SecurityProtocol, which in Windows PowerShell is often SSL 3 and TLS 1.0.
            SslProtocols = SslProtocols.Tls12,
        };
        handler.Properties[TlsCheck.Property] = tls;
        if (settings.Certificate is { } certificate)
        {
            handler.ClientCertificateOptions = ClientCertificateOption.Manual;
            handler.ClientCertificates.Add(certificate);
        }

        if (MaySpeakTls13(Environment.OSVersion))
        {
            TryAddTls13(handler);
        }

        return handler;
    }

    /// <summary>The proxy that a handler uses; null where it uses none.</summary>
    public static IWebProxy? ProxyOf(HttpMessageHandler handler) =>
        handler is HttpClientHandler { UseProxy: true } client ? client.Proxy ?? WebRequest.DefaultWebProxy : null;

    /// <summary>What judges the certificates that a handler is shown; null for a handler from elsewhere.</summary>
    public static TlsCheck? TlsOf(HttpMessageHandler handler) =>
        handler is HttpClientHandler client && client.Properties.TryGetValue(TlsCheck.Property, out var tls) ? (TlsCheck)tls : null;

    private static bool MaySpeakTls13(OperatingSystem system) =>
        system.Platform == PlatformID.Win32NT
        && system.Version.Build >= FirstBuildWithTls13
        && Enum.IsDefined(typeof(SslProtocols), (int)Tls13);

    private static void TryAddTls13(HttpClientHandler handler)
    {
        try
        {
            handler.SslProtocols = SslProtocols.Tls12 | Tls13;
        }
        catch (NotSupportedException)
        {
            // A policy of the machine forbids it: TLS 1.2 it is.
        }
    }
}
