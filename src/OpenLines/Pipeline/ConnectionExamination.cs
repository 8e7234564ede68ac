using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Finds out what is right and what is wrong with a connection. Nothing that it is to find out is thrown.</summary>
/// <param name="connection">The connection; it may have ended.</param>
/// <param name="timeout">How long each step may take.</param>
/// <param name="whileWaiting">Called several times a second on the caller's thread.</param>
/// <param name="cancellation">Ends it at once.</param>
internal sealed class ConnectionExamination(
    Bitrix24Connection connection, TimeSpan timeout, Action whileWaiting, CancellationToken cancellation)
{
    private const int FewDays = 14;
    private const int LongestName = 200;
    private static readonly TimeSpan FarOff = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Bitrix24Client _client = connection.Client;
    private readonly List<ConnectionProblem> _problems = [];

    /// <summary>The report of no connection at all.</summary>
    public static ConnectionReport OfNone(Bitrix24Exception why) => new(isWorking: false) { Problems = [ProblemOf(why)] };

    /// <summary>Does it.</summary>
    public ConnectionReport Run()
    {
        var probe = connection.SignIn == Bitrix24SignIn.Sandbox ? null : Probe();
        var check = Check(out var error);
        var now = _client.Clock.Time.GetLocalNow().DateTime;
        if (error is not null && (probe?.Error is null || !error.IsOwn(OwnErrorId.ConnectionFailed)))
        {
            Add(error);
        }

        JudgeNetwork(probe, now);
        var scopes = check.Scopes.Count > 0 ? check.Scopes : error is null ? connection.Scopes : [];
        var (granted, missing, unknown) = JudgeScopes(check, scopes);
        return new(error is null)
        {
            Problems = _problems,
            Portal = connection.Portal,
            State = connection.State,
            Addresses = probe?.Addresses ?? [],
            Proxy = probe?.Path.Proxy,
            TlsVersion = probe?.Tls?.Version,
            CertificateSubject = Clean(probe?.Tls?.Subject),
            CertificateIssuer = Clean(probe?.Tls?.Issuer),
            CertificateNotBefore = probe?.Tls?.NotBefore,
            CertificateNotAfter = probe?.Tls?.NotAfter,
            CertificateDaysLeft = DaysLeft(probe?.Tls, now),
            SignIn = connection.SignIn,
            TokenExpiresAt = connection.TokenExpiresAt,
            UserId = Clean(check.User?.Id) ?? connection.UserId,
            UserName = Clean(check.User?.Name) ?? connection.UserName,
            IsAdministrator = check.User?.IsAdministrator ?? connection.IsAdministrator,
            HasRest = error is null || check.Refusal is not null ? true : error.IsWithoutRest ? false : null,
            GrantedScopes = granted,
            MissingScopes = missing,
            UnknownScopes = unknown,
            RequestsPerSecond = connection.RequestsPerSecond,
            ClockSkew = probe?.ClockSkew,
        };
    }

    private static ConnectionProblem ProblemOf(Bitrix24Exception error) => new(error.MessageText, error.Row.AdviceText);

    private static int? DaysLeft(TlsSight? tls, DateTime now) => tls is null ? null : (int)Math.Floor((tls.NotAfter - now).TotalDays);

    private PortalProbe Probe()
    {
        var probe = new PortalProbe(connection.Portal, _client.Network, _client.Redaction, _client.Clock.Time);
        var task = probe.RunAsync(timeout, cancellation);
        while (!task.Wait(Interval))
        {
            whileWaiting();
        }

        return probe;
    }

    /// <summary>Asks the portal over the connection itself.</summary>
    /// <param name="error">Why calls cannot be made; null where they can.</param>
    private PortalCheck Check(out Bitrix24Exception? error)
    {
        using var deadline = new Deadline(timeout, _client.Clock.Time, cancellation);
        var check = OpenLinesCheck.Run(_client, whileWaiting, deadline.Token);
        var isLate = deadline.Token.IsCancellationRequested && !cancellation.IsCancellationRequested
            && check.Error?.IsOwn(OwnErrorId.RequestTimeout) == true;
        error = isLate
            ? Failure.Own(
                OwnErrorId.RequestTimeout,
                ModuleText.Of("Examination_NoAnswer", timeout.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)))
            : OpenLinesCheck.FindProblem(check, _client);
        return check;
    }

    private void JudgeNetwork(PortalProbe? probe, DateTime now)
    {
        if (probe?.Error is { } error)
        {
            Add(error);
        }
        else if (DaysLeft(probe?.Tls, now) is { } days and < FewDays)
        {
            var many = Math.Abs(days).ToString(CultureInfo.InvariantCulture);
            _problems.Add(new(
                days < 0
                    ? ModuleText.Of("Examination_CertificateEnded", connection.Portal.Host, many)
                    : ModuleText.Of("Examination_CertificateEnds", connection.Portal.Host, many),
                days < 0 ? ModuleText.Of("Examination_RenewAdvice") : ModuleText.Of("Examination_RenewBeforeAdvice")));
        }

        if (probe?.ClockSkew is { } skew && skew.Duration() > FarOff)
        {
            var minutes = skew.Duration().TotalMinutes.ToString("0", CultureInfo.InvariantCulture);
            _problems.Add(new(ModuleText.Of("Examination_Clocks", minutes),
                ModuleText.Of("Examination_ClocksAdvice")));
        }

        if (_client.Network.SkipsCertificateCheck)
        {
            _problems.Add(new(ModuleText.Of("Examination_NotChecked"),
                ModuleText.Of("Examination_NotCheckedAdvice")));
        }
    }

    private (string[] Granted, string[] Missing, string[] Unknown) JudgeScopes(PortalCheck check, IReadOnlyCollection<string> scopes)
    {
        var granted = new List<string>();
        var missing = new List<string>();
        var unknown = new List<string>();
        foreach (var need in ScopeTable.Needs)
        {
            var known = need.IsOpenLines && check.Error is null ? check.Refusal is null
                : scopes.Count == 0 ? (bool?)null
                : need.IsIn(scopes);
            (known is null ? unknown : known == true ? granted : missing).Add(need.Name.ToString());
        }

        if (missing.Count > 0)
        {
            _problems.Add(new(ModuleText.Of("Examination_NotGranted", string.Join(", ", missing)),
                ModuleText.Of("Examination_NotGrantedAdvice")));
        }

        return ([.. granted], [.. missing], [.. unknown]);
    }

    private string? Clean(string? text) => text is null ? null : _client.Redaction.Clean(text, LongestName);

    private void Add(Bitrix24Exception error) => _problems.Add(ProblemOf(error));
}
