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

    private static readonly LocalizableText Skip = RestText.Of("Certificate_SkipAdvice");

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
            throw new CertificateRefusal(RestText.Of("Certificate_None", host), RestText.Of("Certificate_NoneAdvice"));
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
            ? (RestText.Of("ClientCertificate_Refused", given.Subject),
                RestText.Of("ClientCertificate_RefusedAdvice"))
            : (RestText.Of("ClientCertificate_None"),
                RestText.Of("ClientCertificate_NoneAdvice"));
        return failure.With(what).Advising(remedy.Then(failure.Row.AdviceText));
    }

    private CertificateRefusal RefusalOf(string host, X509Certificate2 certificate, X509ChainStatusFlags faults, bool isOtherName)
    {
        var said = new List<LocalizableText>();
        var advice = new List<LocalizableText>();
        if (faults.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            (var what, var remedy) = OfTime(certificate);
            said.Add(what);
            advice.Add(remedy);
        }

        if (isOtherName)
        {
            said.Add(RestText.Of("Certificate_OtherName", NamesOf(certificate)));
            advice.Add(RestText.Of("Certificate_OtherNameAdvice"));
        }

        if (faults.HasFlag(X509ChainStatusFlags.Revoked))
        {
            said.Add(RestText.Of("Certificate_Revoked"));
            advice.Add(RestText.Of("Certificate_RenewAdvice"));
        }

        if ((faults & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != X509ChainStatusFlags.NoError)
        {
            var isOwn = certificate.SubjectName.RawData.SequenceEqual(certificate.IssuerName.RawData);
            said.Add((isOwn, settings.Authorities.Count == 0) switch
            {
                (true, true) => RestText.Of("Certificate_SelfSigned"),
                (true, false) => RestText.Of("Certificate_SelfSignedDespiteFile"),
                (false, true) => RestText.Of("Certificate_Untrusted", certificate.Issuer),
                (false, false) => RestText.Of("Certificate_UntrustedDespiteFile", certificate.Issuer),
            });
            advice.Add(isOwn
                ? RestText.Of("Certificate_SelfSignedAdvice")
                : RestText.Of("Certificate_UntrustedAdvice"));
        }

        if (said.Count == 0)
        {
            said.Add(RestText.Of("Certificate_OtherUse", faults));
            advice.Add(RestText.Of("Certificate_OtherUseAdvice"));
        }

        var faulty = said.Aggregate(static (first, second) => RestText.Of("Certificate_Both", first, second));
        return new(
            RestText.Of("Certificate_Refused", host, faulty), advice.Aggregate(static (first, second) => first.Then(second)).Then(Skip));
    }

    private static (LocalizableText What, LocalizableText Remedy) OfTime(X509Certificate2 certificate)
    {
        var now = DateTime.Now;
        return certificate.NotAfter < now
            ? (RestText.Of("Certificate_Expired", Day(certificate.NotAfter)), RestText.Of("Certificate_ExpiredAdvice"))
            : certificate.NotBefore > now
                ? (RestText.Of("Certificate_Early", Day(certificate.NotBefore)), RestText.Of("Certificate_EarlyAdvice"))
                : (RestText.Of("Certificate_AuthorityExpired"), RestText.Of("Certificate_AuthorityExpiredAdvice"));
    }

    private static string Day(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The name that the certificate has first: it may have a hundred.</summary>
    private static string NamesOf(X509Certificate2 certificate) => certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false);
}
