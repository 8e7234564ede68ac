using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using LocalPrograms;
using OpenLines.Tests.Outside;

namespace OpenLines.Tests.Mono;

/// <summary>The tests of tests/Net472, run in Mono: the client as it is built for .NET Framework.</summary>
/// <param name="checkout">The repository.</param>
/// <param name="environment">Reads an environment variable.</param>
internal sealed class MonoSuite(Checkout checkout, Func<string, string?> environment)
{
    // The schedules are judged by the thousand elsewhere; here they are to show what the other framework does.
    private const string FaultSchedules = "1000";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private readonly string _folder = Path.Combine(
        checkout.Root, "tests", "Net472", "bin",
        typeof(MonoSuite).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration, "net472");

    /// <summary>Runs all tests, and leaves a note of where they ran in TestResults/mono.txt.</summary>
    public static OutsideOutcome RunOwn()
    {
        var checkout = Checkout.Find();
        return new MonoSuite(checkout, Environment.GetEnvironmentVariable).Run().NoteIn(checkout, "mono.txt");
    }

    /// <param name="only">What the names of the tests to be run contain; null for all.</param>
    public OutsideOutcome Run(string? only = null)
    {
        var finding = new MonoSearch(environment).Find();
        return finding.Program is { } program
            ? Run(program, finding.Note, only)
            : new(
                finding.Note,
                [.. MonoTestNames.Of(_folder).Select(name => new OutsideTest(null, name, OutsideResult.Skipped, Message: finding.Note))]);
    }

    private OutsideOutcome Run(string program, string origin, string? only)
    {
        var report = Path.GetTempFileName();
        try
        {
            IEnumerable<string> arguments = [Path.Combine(_folder, "Net472.exe"), report];
            var start = ChildProcess.Describe(program, only is null ? arguments : arguments.Append(only), checkout.Root);
            start.Environment["OPENLINES_FAULT_SCHEDULES"] = FaultSchedules;
            var child = ChildProcess.Run(start, Longest);
            return OutsideOutcome.Of(origin, child, OutsideReport.Parse(File.ReadAllText(report))?.Tests);
        }
        finally
        {
            File.Delete(report);
        }
    }
}
