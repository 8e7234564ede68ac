using System;
using System.Collections.Generic;

namespace OpenLines;

/// <summary>
/// What is right and what is wrong with a connection, as Test-Bitrix24Connection -Detailed has found it. What is not known is null, or an
/// empty list. It holds no secret.
/// </summary>
public sealed class ConnectionReport
{
    internal ConnectionReport(bool isWorking) => IsWorking = isWorking;

    /// <summary>Whether calls can be made on it: what Test-Bitrix24Connection says without -Detailed.</summary>
    public bool IsWorking { get; }

    /// <summary>What is wrong, or soon will be, with advice for each; empty where nothing is.</summary>
    public IReadOnlyList<ConnectionProblem> Problems { get; internal init; } = [];

    /// <summary>The portal's address; null where there is no connection.</summary>
    public Uri? Portal { get; internal init; }

    /// <summary>Whether calls can be made on the connection, as it stands; null where there is none.</summary>
    public Bitrix24ConnectionState? State { get; internal init; }

    /// <summary>The addresses of the host that is connected to: of the proxy, where there is one.</summary>
    public IReadOnlyList<string> Addresses { get; internal init; } = [];

    /// <summary>The proxy's host and port; null where there is none.</summary>
    public string? Proxy { get; internal init; }

    /// <summary>The version of TLS, such as <c>Tls13</c>; null where it is not known, as always in Windows PowerShell.</summary>
    public string? TlsVersion { get; internal init; }

    /// <summary>Whose certificate the portal shows.</summary>
    public string? CertificateSubject { get; internal init; }

    /// <summary>Who has issued it.</summary>
    public string? CertificateIssuer { get; internal init; }

    /// <summary>Since when it is valid, in local time.</summary>
    public DateTime? CertificateNotBefore { get; internal init; }

    /// <summary>Until when it is valid, in local time.</summary>
    public DateTime? CertificateNotAfter { get; internal init; }

    /// <summary>How many whole days that are from now; below zero where it is over.</summary>
    public int? CertificateDaysLeft { get; internal init; }

    /// <summary>How the connection is signed in.</summary>
    public Bitrix24SignIn? SignIn { get; internal init; }

    /// <summary>Until when the access token of a sign-in over OAuth is good, in local time; it is renewed by itself.</summary>
    public DateTime? TokenExpiresAt { get; internal init; }

    /// <summary>The id of the user on whose behalf calls are made.</summary>
    public string? UserId { get; internal init; }

    /// <summary>His name.</summary>
    public string? UserName { get; internal init; }

    /// <summary>Whether he is an administrator of the portal.</summary>
    public bool? IsAdministrator { get; internal init; }

    /// <summary>Whether the portal's plan has the REST API.</summary>
    public bool? HasRest { get; internal init; }

    /// <summary>The permissions that the cmdlets of the module need, and that the connection has.</summary>
    public IReadOnlyList<string> GrantedScopes { get; internal init; } = [];

    /// <summary>Those that it lacks: only the cmdlets that need them fail.</summary>
    public IReadOnlyList<string> MissingScopes { get; internal init; } = [];

    /// <summary>Those of which the portal does not tell.</summary>
    public IReadOnlyList<string> UnknownScopes { get; internal init; } = [];

    /// <summary>How many requests the portal lets in each second, as its refusals have shown; null while it has refused none.</summary>
    public double? RequestsPerSecond { get; internal init; }

    /// <summary>How much later it is for the portal than for this machine, to about a second.</summary>
    public TimeSpan? ClockSkew { get; internal init; }
}
