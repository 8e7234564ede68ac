using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;

namespace Portal.Network;

/// <summary>A server that speaks TLS before a portal that does not, as a reverse proxy does.</summary>
internal sealed class TlsFront : IDisposable
{
    private const string Page = "<html><title>400 No required SSL certificate was sent</title></html>";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _port;
    private readonly SslServerAuthenticationOptions _options;
    private readonly bool _answersWithPage;

    /// <param name="port">The port of the portal.</param>
    /// <param name="certificates">What it shows.</param>
    /// <param name="demand">Whether it asks for a client's certificate, and what it does without one.</param>
    /// <param name="protocols">The versions that it speaks.</param>
    public TlsFront(
        int port,
        CertificateSet certificates,
        CertificateDemand demand = CertificateDemand.None,
        SslProtocols protocols = SslProtocols.None)
    {
        (_port, Certificates, _answersWithPage) = (port, certificates, demand == CertificateDemand.Page);
        X509Certificate2Collection between = certificates.Between is { } one ? [one] : [];
        _options = new()
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(certificates.Server, between, offline: true),
            ClientCertificateRequired = demand != CertificateDemand.None,
            EnabledSslProtocols = protocols,
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                demand != CertificateDemand.Required
                || (certificate is not null && certificate.GetCertHashString() == certificates.Client.Thumbprint),
        };
        _listener.Start();
        _ = Pipe.ServeAsync(_listener, ServeAsync);
    }

    public CertificateSet Certificates { get; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Stop();

    private async Task ServeAsync(Stream client)
    {
        await using var tls = new SslStream(client);
        await tls.AuthenticateAsServerAsync(_options);
        if (_answersWithPage && tls.RemoteCertificate is null)
        {
            _ = await tls.ReadAsync(new byte[65536]);
            var head = $"HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\nContent-Length: {Page.Length}\r\nConnection: close\r\n\r\n";
            await tls.WriteAsync(Encoding.ASCII.GetBytes(head + Page));
            return;
        }

        await Pipe.RunAsync(tls, _port);
    }
}
