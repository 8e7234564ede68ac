using System.Collections.Generic;
using System.IO;
using System.Linq;
using LocalPrograms;

namespace OpenLines.Tests.Outside;

/// <summary>What became of a suite of another runner.</summary>
/// <param name="Origin">What it ran in, or why it did not run: one line.</param>
/// <param name="Results">Every test.</param>
internal sealed record OutsideOutcome(string Origin, IReadOnlyList<OutsideTest> Results)
{
    private const int LastLines = 40;

    /// <summary>The results of a process. None at all is a broken suite, and so is an exit code that no test accounts for.</summary>
    public static OutsideOutcome Of(string origin, ChildResult child, IReadOnlyList<OutsideTest>? results)
    {
        results ??= [];
        return child.IsSuccess && results.Count > 0
            ? new(origin, results)
            : new(
                origin,
                [
                    .. results,
                    new(
                        null,
                        "(suite) runs to its end and finds tests",
                        OutsideResult.Failed,
                        Message: $"Exit code {child.ExitCode}, {results.Count} results.\n{Tail(child.Output)}"),
                ]);
    }

    /// <summary>A suite that could not be run: its tests are skipped.</summary>
    /// <param name="reason">Why it could not.</param>
    /// <param name="tests">Its tests, as far as they are known.</param>
    /// <param name="isFailure">Whether this is a failure as well: a check that relies on the suite must not be green without it.</param>
    public static OutsideOutcome NotRun(string reason, IReadOnlyList<OutsideTest> tests, bool isFailure) =>
        new(reason, isFailure ? [.. tests, new(null, "(suite) runs", OutsideResult.Failed, Message: reason)] : tests);

    /// <summary>Leaves a note of where the suite ran in TestResults.</summary>
    public OutsideOutcome NoteIn(Checkout checkout, string file)
    {
        var folder = Directory.CreateDirectory(Path.Combine(checkout.Root, "TestResults"));
        File.WriteAllText(Path.Combine(folder.FullName, file), Origin + "\n");
        return this;
    }

    private static string Tail(string output) => string.Join('\n', output.TrimEnd().Split('\n').TakeLast(LastLines));
}
