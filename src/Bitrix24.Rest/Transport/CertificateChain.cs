using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Bitrix24.Rest;

/// <summary>What is wrong with the chain of a server's certificate, where some are trusted beside those of the system.</summary>
internal static class CertificateChain
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    // What trust in one of its links makes up for; whether one was revoked is not asked for.
    private const X509ChainStatusFlags OfTrust = X509ChainStatusFlags.UntrustedRoot
        | X509ChainStatusFlags.PartialChain
        | X509ChainStatusFlags.RevocationStatusUnknown
        | X509ChainStatusFlags.OfflineRevocation;

    /// <param name="certificate">The server's own.</param>
    /// <param name="chain">As the system has built it; null where it has built none.</param>
    /// <param name="authorities">Those that are trusted too: roots, what these have issued, or the server's own.</param>
    public static X509ChainStatusFlags FindFaults(
        X509Certificate2 certificate, X509Chain? chain, IReadOnlyList<X509Certificate2> authorities)
    {
        var system = chain is null ? X509ChainStatusFlags.PartialChain : FlagsOf(chain.ChainStatus);
        if (authorities.Count == 0)
        {
            return system;
        }

        using var own = new X509Chain();
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        own.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        own.ChainPolicy.ExtraStore.AddRange(authorities.ToArray());
        if (chain is not null)
        {
            // What the server has sent with it.
            own.ChainPolicy.ExtraStore.AddRange(chain.ChainPolicy.ExtraStore);
            own.ChainPolicy.ExtraStore.AddRange(
                chain.ChainElements.Cast<X509ChainElement>().Select(static link => link.Certificate).ToArray());
        }

        own.Build(certificate);
        var faults = X509ChainStatusFlags.NoError;
        foreach (var link in own.ChainElements.Cast<X509ChainElement>())
        {
            faults |= FlagsOf(link.ChainElementStatus);
            if (authorities.Any(one => one.RawData.SequenceEqual(link.Certificate.RawData)))
            {
                return faults & ~OfTrust;
            }
        }

        return system;
    }

    private static X509ChainStatusFlags FlagsOf(X509ChainStatus[] all) =>
        all.Aggregate(X509ChainStatusFlags.NoError, static (flags, one) => flags | one.Status);
}
