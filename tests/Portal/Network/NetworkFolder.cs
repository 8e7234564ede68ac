using System;
using System.IO;
using System.Security.Cryptography.X509Certificates;

namespace Portal.Network;

/// <summary>
/// Opens fronts and proxies for a test in another process, and leaves what it needs in a folder: <c>ca.pem</c>, <c>server.pem</c>,
/// <c>client.pfx</c>, <c>front.txt</c> with the front's address, <c>proxy.txt</c> with the proxy's.
/// </summary>
internal static class NetworkFolder
{
    /// <param name="portal">The port of the portal.</param>
    /// <param name="text">The case, the demand and the folder, with blanks between.</param>
    public static TlsFront OpenFront(int portal, string text)
    {
        var parts = text.Split(' ', 3);
        var set = CertificateSet.Create(Enum.Parse<CertificateCase>(parts[0], ignoreCase: true));
        var front = new TlsFront(portal, set, Enum.Parse<CertificateDemand>(parts[1], ignoreCase: true));
        File.WriteAllText(Path.Combine(parts[2], "ca.pem"), set.Authority.ExportCertificatePem());
        File.WriteAllText(Path.Combine(parts[2], "server.pem"), set.Server.ExportCertificatePem());
        File.WriteAllBytes(Path.Combine(parts[2], "client.pfx"), set.Client.Export(X509ContentType.Pkcs12));
        File.WriteAllText(Path.Combine(parts[2], "front.txt"), $"https://127.0.0.1:{front.Port}/");
        return front;
    }

    /// <param name="port">Where its tunnels lead.</param>
    /// <param name="text">The user, as <c>name:password</c> or <c>-</c>, and the folder.</param>
    public static ConnectProxy OpenProxy(int port, string text)
    {
        var parts = text.Split(' ', 2);
        var proxy = new ConnectProxy(port, parts[0] == "-" ? null : parts[0]);
        File.WriteAllText(Path.Combine(parts[1], "proxy.txt"), proxy.Address.AbsoluteUri);
        return proxy;
    }
}
