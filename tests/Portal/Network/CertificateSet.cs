using System;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Portal.Network;

/// <summary>An authority, the certificate of a server, and that of a client, made for one test.</summary>
internal sealed class CertificateSet
{
    /// <summary>The name that the server's certificate is for, beside this machine's own.</summary>
    public const string Host = "portal.test";

    private const string ForServers = "1.3.6.1.5.5.7.3.1";
    private const string ForClients = "1.3.6.1.5.5.7.3.2";

    private static readonly DateTimeOffset Begin = DateTimeOffset.UtcNow.AddYears(-2);
    private static readonly DateTimeOffset End = DateTimeOffset.UtcNow.AddYears(2);

    private CertificateSet(X509Certificate2 authority, X509Certificate2 server, X509Certificate2? between, X509Certificate2 client) =>
        (Authority, Server, Between, Client) = (authority, server, between, client);

    /// <summary>The authority.</summary>
    public X509Certificate2 Authority { get; }

    /// <summary>The server's certificate.</summary>
    public X509Certificate2 Server { get; }

    /// <summary>What stands between these two; null where nothing does.</summary>
    public X509Certificate2? Between { get; }

    /// <summary>A client's certificate, with its key.</summary>
    public X509Certificate2 Client { get; }

    /// <summary>Makes the certificates of a case.</summary>
    public static CertificateSet Create(CertificateCase what)
    {
        var authority = MakeAuthority("CN=Private CA", issuer: null);
        var between = what == CertificateCase.Intermediate ? MakeAuthority("CN=Department CA", authority) : null;
        var issuer = what switch
        {
            CertificateCase.SelfSigned => null,
            CertificateCase.Forged => MakeAuthority("CN=Private CA", issuer: null),
            _ => between ?? authority,
        };
        return new(authority, MakeServer(what, issuer), between, MakeClient(authority));
    }

    private static X509Certificate2 MakeAuthority(string name, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        return Sign(request, key, issuer, Begin.AddDays(-1), End.AddDays(1));
    }

    private static X509Certificate2 MakeServer(CertificateCase what, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(what == CertificateCase.OtherName ? "other.test" : Host);
        if (what != CertificateCase.OtherName)
        {
            names.AddIpAddress(IPAddress.Loopback);
        }

        var request = new CertificateRequest("CN=A portal", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(Use(what == CertificateCase.ForClients ? ForClients : ForServers));
        return what switch
        {
            CertificateCase.Expired => Sign(request, key, issuer, Begin, DateTimeOffset.UtcNow.AddDays(-3)),
            CertificateCase.NotYet => Sign(request, key, issuer, DateTimeOffset.UtcNow.AddDays(3), End),
            _ => Sign(request, key, issuer, Begin, End),
        };
    }

    private static X509Certificate2 MakeClient(X509Certificate2 authority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=A client", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(Use(ForClients));
        return Sign(request, key, authority, Begin, End);
    }

    private static X509EnhancedKeyUsageExtension Use(string use) => new([new Oid(use)], critical: false);

    private static X509Certificate2 Sign(
        CertificateRequest request, ECDsa key, X509Certificate2? issuer, DateTimeOffset begin, DateTimeOffset end)
    {
        using var made = issuer is null
            ? request.CreateSelfSigned(begin, end)
            : request.Create(issuer, begin, end, RandomNumberGenerator.GetBytes(8));
        using var whole = made.HasPrivateKey ? null : made.CopyWithPrivateKey(key);

        // A key that is in no store is not found by every system's TLS.
        return X509CertificateLoader.LoadPkcs12((whole ?? made).Export(X509ContentType.Pkcs12), password: null);
    }
}
