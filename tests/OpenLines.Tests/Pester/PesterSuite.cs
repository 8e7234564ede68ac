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

    /// <summary>Runs the repository's own suite, and leaves a note of where it ran in TestResults/pester.txt.</summary>
    public static PesterOutcome RunOwn()
    {
        var checkout = Checkout.Find();
        var outcome = new PesterSuite(checkout, Path.Combine(checkout.Root, "tests", "Pester"), Environment.GetEnvironmentVariable).Run();
        var folder = Directory.CreateDirectory(Path.Combine(checkout.Root, "TestResults"));
        File.WriteAllText(Path.Combine(folder.FullName, "pester.txt"), outcome.Origin + "\n");
        return outcome;
    }

    public PesterOutcome Run()
    {
        var finding = new PowerShellSearch(checkout.Root, environment).Find();
        return finding.Host is { } host ? Run(host) : Skip(finding.Note);
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

    private string PortalProgram()
    {
        var configuration = typeof(PesterSuite).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        return Path.Combine(checkout.Root, "tests", "Portal", "bin", configuration, "net10.0", "Portal.dll");
    }

    private static string Tail(string output) => string.Join('\n', output.TrimEnd().Split('\n').TakeLast(LastLines));
}
