using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit.Abstractions;

namespace Bitrix24.Rest.Tests;

/// <summary>How near a client comes to the floor of all kinds of limits, without being told of any.</summary>
public sealed class PaceTableTests(PaceTableRuns table, ITestOutputHelper output) : IClassFixture<PaceTableRuns>
{
    [Fact]
    public void Comes_as_near_to_the_floor_of_any_limit_as_can_be_had()
    {
        var missed = new List<string>();
        foreach (var (pace, results) in table.Runs)
        {
            var (line, misses) = pace.Judge(results);
            output.WriteLine(line);
            missed.AddRange(misses.Select(miss => $"{pace.Name}: {miss}"));
        }

        Assert.Empty(missed);
    }

    /// <summary>
    /// A reach leaves room, and a change of the search that costs a little each time would not be seen in it. The figures are exact:
    /// they depend on the seeds alone.
    /// </summary>
    [Fact]
    public void Takes_exactly_the_time_and_the_requests_that_are_on_record()
    {
        var actual = table.Runs.Select(static run => run.Case.Record(run.Results)).ToList();
        using var record = new StreamReader(typeof(PaceTableTests).Assembly.GetManifestResourceStream("PaceFigures.txt")!);
        var recorded = record.ReadToEnd().Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        Assert.True(
            actual.SequenceEqual(recorded, StringComparer.Ordinal),
            $"The search for the rate does something else now: {string.Join("; ", actual.Except(recorded, StringComparer.Ordinal))}. "
                + $"If it is better for it, this is the new PaceFigures.txt:\n{string.Join("\n", actual)}");
    }
}
