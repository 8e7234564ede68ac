using System;
using System.IO;
using System.Linq;
using System.Reflection;
using LocalPrograms;
using OpenLines.Tests.Outside;

namespace OpenLines.Tests.Pester;

/// <summary>The files of tests/Pester, run in whatever PowerShell is found against the built module.</summary>
/// <param name="checkout">The repository.</param>
/// <param name="module">The module's folder, named as the module is.</param>
/// <param name="files">The folder of the Pester files.</param>
/// <param name="environment">Reads an environment variable.</param>
internal sealed class PesterSuite(Checkout checkout, string module, string files, Func<string, string?> environment)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(40);

    /// <summary>Runs the repository's own suite, and leaves a note of where it ran in TestResults/pester.txt.</summary>
    public static OutsideOutcome RunOwn()
    {
        var checkout = Checkout.Find();
        return Own(checkout, checkout.Module).Run().NoteIn(checkout, "pester.txt");
    }

    /// <summary>
    /// Runs the repository's own suite on the binaries for Windows PowerShell:
    /// PowerShell 7 loads them too. The note is TestResults/pester-net472.txt.
    /// </summary>
    public static OutsideOutcome RunOnNet472()
    {
        var checkout = Checkout.Find();
        using var folder = new TemporaryFolder();
        var module = Net472Module.Make(checkout.Module, folder.Path);
        return Own(checkout, module).Run(Net472Module.Framework).NoteIn(checkout, "pester-net472.txt");
    }

    /// <param name="framework">The framework that the module is to be built for; null for the one that belongs to the PowerShell.</param>
    public OutsideOutcome Run(string? framework = null)
    {
        var finding = new PowerShellSearch(checkout.Root, environment).Find();
        return finding.Host is { } host ? Run(host, framework) : Skip(finding.Note);
    }

    private static PesterSuite Own(Checkout checkout, string module) =>
        new(checkout, module, Path.Combine(checkout.Root, "tests", "Pester"), Environment.GetEnvironmentVariable);

    private OutsideOutcome Run(PowerShellHost host, string? framework)
    {
        var report = Path.GetTempFileName();
        try
        {
            var start = host.Describe(
                Path.Combine(checkout.Root, "tests", "Pester", "Invoke-Suite.ps1"),
                ["-ReportPath", report, "-Pester", Pester(), "-Path", files],
                checkout.Root);
            start.Environment["OPENLINES_MODULE"] = module;
            start.Environment["OPENLINES_FRAMEWORK"] = framework;
            start.Environment["OPENLINES_PORTAL"] = PortalProgram();
            var child = ChildProcess.Run(start, Longest);
            return Read(host, framework, child, OutsideReport.Parse(File.ReadAllText(report)));
        }
        finally
        {
            File.Delete(report);
        }
    }

    private static OutsideOutcome Read(PowerShellHost host, string? framework, ChildResult child, OutsideReport? report) =>
        OutsideOutcome.Of(
            $"{host}, Pester {report?.Pester ?? "unknown"}{(framework is null ? "" : $", the build for {framework}")}",
            child,
            report?.Tests);

    private OutsideOutcome Skip(string reason) =>
        OutsideOutcome.NotRun(reason, PesterFiles.SkipAll(files, reason), isFailure: environment("CI") == "true");

    private static string Pester() =>
        typeof(PesterSuite).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static entry => entry.Key == "Pester").Value!;

    private string PortalProgram()
    {
        var configuration = typeof(PesterSuite).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        return Path.Combine(checkout.Root, "tests", "Portal", "bin", configuration, "net10.0", "Portal.dll");
    }
}
