using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Bitrix24.Rest;

/// <summary>Judges the certificates of the servers that one handler connects to, and keeps what it has seen of the last.</summary>
/// <param name="settings">What is trusted.</param>
internal sealed class TlsCheck(NetworkSettings settings)
{
    /// <summary>The name under which a handler has its check.</summary>
    public const string Property = nameof(TlsCheck);

    private const string Skip =
        " -SkipCertificateCheck accepts it as it is, on that connection only: then nobody knows who answers. Nothing was executed.";

    private volatile TlsSight? _last;
    private volatile bool _wasAsked;

    /// <summary>The last certificate that was shown; null where none was.</summary>
    public TlsSight? Last => _last;

    /// <summary>Judges a certificate.</summary>
    /// <param name="host">Whom the connection is to.</param>
    /// <param name="certificate">What it shows.</param>
    /// <param name="chain">The chain that the system has built.</param>
    /// <param name="errors">What the system says of it.</param>
    /// <param name="version">The version of TLS; null where it is not known.</param>
    /// <returns>True: it is accepted.</returns>
    /// <exception cref="CertificateRefusal">It is not.</exception>
    public bool Accept(string host, X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors, string? version)
    {
        if (certificate is null)
        {
            throw new CertificateRefusal($"{host} shows no certificate.", "Check the address. Nothing was executed.");
        }

        _last = new(host, version, certificate.Subject, certificate.Issuer, certificate.NotBefore, certificate.NotAfter);
        if (settings.SkipsCertificateCheck || errors == SslPolicyErrors.None)
        {
            return true;
        }

        var faults = errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors)
            ? CertificateChain.FindFaults(certificate, chain, settings.Authorities)
            : X509ChainStatusFlags.NoError;
        var isOtherName = errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch);
        return faults == X509ChainStatusFlags.NoError && !isOtherName ? true : throw RefusalOf(host, certificate, faults, isOtherName);
    }

    /// <summary>A server asks for a certificate of this machine; not every system tells of it.</summary>
    /// <returns>The certificate; null where there is none.</returns>
    public X509Certificate2? Give()
    {
        _wasAsked = true;
        return settings.Certificate;
    }

    /// <summary>The same failure, with what may have led to it where a server asks for a certificate of this machine.</summary>
    public Bitrix24Exception Explain(Bitrix24Exception failure)
    {
        if (!_wasAsked)
        {
            return failure;
        }

        var (what, remedy) = settings.Certificate is { } given
            ? ($"The server asked for a client certificate: perhaps it does not accept that of {given.Subject}.",
                "Ask the portal's administrator which client certificate is accepted, and whether this one is still valid. ")
            : ("The server asked for a client certificate, and there is none to give.",
                "Give the one that the portal's administrator has for you with -Certificate or -CertificateThumbprint of "
                + "Connect-Bitrix24. ");
        return failure.With(what).Advising(remedy + failure.Row.Advice);
    }

    private CertificateRefusal RefusalOf(string host, X509Certificate2 certificate, X509ChainStatusFlags faults, bool isOtherName)
    {
        var said = new List<string>();
        var advice = new List<string>();
        if (faults.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            (var what, var remedy) = OfTime(certificate);
            said.Add(what);
            advice.Add(remedy);
        }

        if (isOtherName)
        {
            said.Add($"is for another name ({NamesOf(certificate)})");
            advice.Add("Connect to the name that it is for, or have it made for the name that you use.");
        }

        if (faults.HasFlag(X509ChainStatusFlags.Revoked))
        {
            said.Add("was revoked");
            advice.Add("Have the portal's certificate renewed.");
        }

        if ((faults & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != X509ChainStatusFlags.NoError)
        {
            var isOwn = certificate.SubjectName.RawData.SequenceEqual(certificate.IssuerName.RawData);
            var nobody = settings.Authorities.Count == 0 ? "this machine does not trust" : "neither this machine nor the given file trusts";
            said.Add(isOwn ? $"is self-signed, and {nobody} it" : $"was issued by {certificate.Issuer}, which {nobody}");
            advice.Add(
                $"Give the file of {(isOwn ? "this certificate" : "that authority's certificate")} with -CertificateAuthorityPath"
                + " of Connect-Bitrix24, if you know that it is the right one.");
        }

        if (said.Count == 0)
        {
            said.Add($"is not valid for this use ({faults})");
            advice.Add("Have the portal's certificate made anew, for servers.");
        }

        return new($"The certificate of {host} {string.Join(", and ", said)}.", string.Join(" ", advice) + Skip);
    }

    private static (string What, string Remedy) OfTime(X509Certificate2 certificate)
    {
        var now = DateTime.Now;
        return certificate.NotAfter < now
            ? ($"expired on {Day(certificate.NotAfter)}", "Have the portal's certificate renewed, and check the date of this machine.")
            : certificate.NotBefore > now
                ? ($"is not valid before {Day(certificate.NotBefore)}", "Check the date of this machine, then the portal's certificate.")
                : ("was issued by an authority whose own certificate is not valid today", "Have the portal's certificates renewed.");
    }

    private static string Day(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The name that the certificate has first: it may have a hundred.</summary>
    private static string NamesOf(X509Certificate2 certificate) => certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false);
}
