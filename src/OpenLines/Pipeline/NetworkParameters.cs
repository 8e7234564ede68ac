using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Reads the parameters of <see cref="NetworkCmdlet"/>.</summary>
internal static class NetworkParameters
{
    /// <param name="cmdlet">Whose parameters they are.</param>
    /// <param name="settings">What they say.</param>
    /// <param name="fault">Why they cannot be.</param>
    public static bool TryRead(NetworkCmdlet cmdlet, out NetworkSettings settings, out Bitrix24Exception? fault)
    {
        var secrets = new List<Secret>();
        IReadOnlyList<X509Certificate2> authorities = [];
        X509Certificate2? certificate = null;
        settings = NetworkSettings.Default;
        if (!TryReadProxy(cmdlet, secrets, out var proxy, out fault)
            || !TryReadAuthorities(cmdlet, ref authorities, out fault)
            || !TryFindCertificate(cmdlet, ref certificate, out fault))
        {
            return false;
        }

        settings = new()
        {
            Proxy = proxy,
            UsesNoProxy = cmdlet.NoProxy,
            SkipsCertificateCheck = cmdlet.SkipCertificateCheck,
            Authorities = authorities,
            Certificate = certificate,
            Secrets = secrets,
        };
        return true;
    }

    private static bool TryReadProxy(NetworkCmdlet cmdlet, List<Secret> secrets, out WebProxy? proxy, out Bitrix24Exception? fault)
    {
        proxy = null;
        fault = ConflictOf(cmdlet) is { } conflict ? Failure.Own(OwnErrorId.InvalidProxy, conflict) : null;
        if (fault is not null || cmdlet.Proxy is not { } given)
        {
            return fault is null;
        }

        if (!ProxyAddress.TryParse(given, out var address, out fault))
        {
            return false;
        }

        proxy = new WebProxy(address)
        {
            Credentials = cmdlet.ProxyUseDefaultCredentials
                ? CredentialCache.DefaultCredentials
                : CredentialsOf(cmdlet.ProxyCredential, secrets),
        };
        return true;
    }

    private static LocalizableText? ConflictOf(NetworkCmdlet cmdlet) => cmdlet switch
    {
        { NoProxy.IsPresent: true }
            when cmdlet.Proxy is not null || cmdlet.ProxyCredential is not null || cmdlet.ProxyUseDefaultCredentials =>
            ModuleText.Of("Proxy_None"),
        { Proxy: null } when cmdlet.ProxyCredential is not null || cmdlet.ProxyUseDefaultCredentials => ModuleText.Of("Proxy_Missing"),
        { ProxyUseDefaultCredentials.IsPresent: true, ProxyCredential: not null } => ModuleText.Of("Proxy_TwoWays"),
        _ => null,
    };

    private static ProxyCredentials? CredentialsOf(PSCredential? given, List<Secret> secrets)
    {
        if (given is null)
        {
            return null;
        }

        var text = SecureStringReader.Read(given.Password);
        var password = new Secret(text);
        if (text.Length >= Redaction.ShortestSecret)
        {
            secrets.Add(password);
        }

        var name = given.UserName.Split(['\\'], 2);
        return name.Length == 2 ? new(name[1], name[0], password) : new(given.UserName, "", password);
    }

    private static bool TryReadAuthorities(
        NetworkCmdlet cmdlet, ref IReadOnlyList<X509Certificate2> authorities, out Bitrix24Exception? fault)
    {
        fault = null;
        if (cmdlet.CertificateAuthorityPath is not { } path)
        {
            return true;
        }

        try
        {
            var file = cmdlet.GetUnresolvedProviderPathFromPSPath(path);
            authorities = PlainFile.IsOne(file) && PlainFile.Read(file, CertificateFile.Longest) is { } bytes
                ? CertificateFile.Read(bytes)
                : [];
            fault = authorities.Count > 0 ? null : Failure.Own(
                OwnErrorId.InvalidCertificate, ModuleText.Of("Certificate_NoneInFile"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SecurityException or ArgumentException
            or NotSupportedException or ItemNotFoundException or System.Management.Automation.DriveNotFoundException
            or ProviderInvocationException)
        {
            fault = Failure.Own(OwnErrorId.InvalidCertificate, ModuleText.Of("Certificate_NoFile"));
        }

        return fault is null;
    }

    private static bool TryFindCertificate(NetworkCmdlet cmdlet, ref X509Certificate2? certificate, out Bitrix24Exception? fault)
    {
        var problem = (cmdlet.Certificate, cmdlet.CertificateThumbprint) switch
        {
            (null, null) => null,
            (not null, not null) => ModuleText.Of("Certificate_TwoWays"),
            (null, { } thumbprint) when (certificate = FindInStore(thumbprint)) is null => ModuleText.Of("Certificate_NotInStore"),
            _ => (certificate ??= cmdlet.Certificate!).HasPrivateKey ? null : ModuleText.Of("Certificate_NoKey"),
        };
        fault = problem is null ? null : Failure.Own(OwnErrorId.InvalidCertificate, problem);
        return problem is null;
    }

    private static X509Certificate2? FindInStore(string thumbprint)
    {
        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser);
        store.Open(OpenFlags.ReadOnly);
        var found = store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false);
        return found.Cast<X509Certificate2>().FirstOrDefault();
    }
}
