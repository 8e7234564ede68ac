using System;
using System.IO;
using System.Linq;
using System.Reflection;
using CsvJob;
using CsvJob.PowerShell;

namespace OpenLines.Tests.Pester;

/// <summary>The files of tests/Pester, run in whatever PowerShell is found against the built module.</summary>
/// <param name="checkout">The repository.</param>
/// <param name="files">The folder of the Pester files.</param>
/// <param name="environment">Reads an environment variable.</param>
internal sealed class PesterSuite(Checkout checkout, string files, Func<string, string?> environment)
{
    private const string SuiteName = "(suite)";
    private const int LastLines = 40;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    public static PesterSuite FromCheckout()
    {
        var checkout = Checkout.Find();
        return new(checkout, Path.Combine(checkout.Root, "tests", "Pester"), Environment.GetEnvironmentVariable);
    }

    public PesterOutcome Run()
    {
        var finding = new PowerShellSearch(checkout.Root, environment).Find();
        var outcome = finding.Host is { } host ? Run(host) : Skip(finding.Note);
        Tell(outcome);
        return outcome;
    }

    private PesterOutcome Run(PowerShellHost host)
    {
        var report = Path.GetTempFileName();
        try
        {
            var start = host.Describe(Path.Combine(checkout.Root, "tests", "Pester", "Invoke-Suite.ps1"), ["-ReportPath", report, "-Path", files], checkout.Root);
            start.Environment["OPENLINES_MODULE"] = checkout.Module;
            start.Environment["OPENLINES_PORTAL"] = PortalProgram();
            var child = ChildProcess.Run(start, Longest);
            return Read(host, child, PesterReport.Parse(File.ReadAllText(report)));
        }
        finally
        {
            File.Delete(report);
        }
    }

    private PesterOutcome Read(PowerShellHost host, ChildResult child, PesterReport? report)
    {
        if (report?.Reason is { } reason)
        {
            return Skip($"{reason}, in {host}.");
        }

        // No result at all in a PowerShell that ran is a broken suite, and so is an exit code that no test accounts for.
        var origin = $"{host}, Pester {report?.Pester ?? "unknown"}";
        var results = report?.Tests ?? [];
        return child.IsSuccess && results.Count > 0
            ? new(origin, results)
            : new(origin, [.. results, new(SuiteName, "runs to its end and finds tests", PesterResult.Failed, Message: $"Exit code {child.ExitCode}, {results.Count} results.\n{Tail(child.Output)}")]);
    }

    private PesterOutcome Skip(string reason) => new(reason, PesterFiles.SkipAll(files, reason));

    private void Tell(PesterOutcome outcome)
    {
        var folder = Path.Combine(checkout.Root, "TestResults");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "pester.txt"), outcome.Origin + "\n");
    }

    private string PortalProgram()
    {
        var configuration = typeof(PesterSuite).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        return Path.Combine(checkout.Root, "tests", "Portal", "bin", configuration, "net10.0", "Portal.dll");
    }

    private static string Tail(string output) => string.Join('\n', output.TrimEnd().Split('\n').TakeLast(LastLines));
}
