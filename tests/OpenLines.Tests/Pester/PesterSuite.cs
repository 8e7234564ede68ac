using System;
using System.IO;
using System.Linq;
using System.Reflection;
using LocalPrograms;
using OpenLines.Tests.Outside;

namespace OpenLines.Tests.Pester;

/// <summary>The files of tests/Pester, run in whatever PowerShell is found against the built module.</summary>
/// <param name="checkout">The repository.</param>
/// <param name="files">The folder of the Pester files.</param>
/// <param name="environment">Reads an environment variable.</param>
internal sealed class PesterSuite(Checkout checkout, string files, Func<string, string?> environment)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>Runs the repository's own suite, and leaves a note of where it ran in TestResults/pester.txt.</summary>
    public static OutsideOutcome RunOwn()
    {
        var checkout = Checkout.Find();
        return new PesterSuite(checkout, Path.Combine(checkout.Root, "tests", "Pester"), Environment.GetEnvironmentVariable).Run().NoteIn(checkout, "pester.txt");
    }

    public OutsideOutcome Run()
    {
        var finding = new PowerShellSearch(checkout.Root, environment).Find();
        return finding.Host is { } host ? Run(host) : Skip(finding.Note);
    }

    private OutsideOutcome Run(PowerShellHost host)
    {
        var report = Path.GetTempFileName();
        try
        {
            var start = host.Describe(Path.Combine(checkout.Root, "tests", "Pester", "Invoke-Suite.ps1"), ["-ReportPath", report, "-Pester", Pester(), "-Path", files], checkout.Root);
            start.Environment["OPENLINES_MODULE"] = checkout.Module;
            start.Environment["OPENLINES_PORTAL"] = PortalProgram();
            var child = ChildProcess.Run(start, Longest);
            return Read(host, child, OutsideReport.Parse(File.ReadAllText(report)));
        }
        finally
        {
            File.Delete(report);
        }
    }

    private static OutsideOutcome Read(PowerShellHost host, ChildResult child, OutsideReport? report) =>
        OutsideOutcome.Of($"{host}, Pester {report?.Pester ?? "unknown"}", child, report?.Tests);

    private OutsideOutcome Skip(string reason) => OutsideOutcome.NotRun(reason, PesterFiles.SkipAll(files, reason), isFailure: environment("CI") == "true");

    private static string Pester() =>
        typeof(PesterSuite).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static entry => entry.Key == "Pester").Value!;

    private string PortalProgram()
    {
        var configuration = typeof(PesterSuite).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        return Path.Combine(checkout.Root, "tests", "Portal", "bin", configuration, "net10.0", "Portal.dll");
    }
}
