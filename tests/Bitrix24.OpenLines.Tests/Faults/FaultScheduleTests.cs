using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Bitrix24.Rest;
using Portal.Faults;
using Xunit.Abstractions;

namespace Bitrix24.OpenLines.Tests.Faults;

/// <summary>
/// Nothing lost, nothing done twice, nothing leaked: thousands of random jobs under random faults, each judged by all laws.
/// The environment variable OPENLINES_FAULT_SCHEDULES sets how many.
/// </summary>
public sealed class FaultScheduleTests(ITestOutputHelper output)
{
    private const int Usual = 10_000;

    private static readonly ParallelOptions BothCores = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    [Fact]
    public void No_law_is_broken_under_any_schedule()
    {
        var count = int.TryParse(
            Environment.GetEnvironmentVariable("OPENLINES_FAULT_SCHEDULES"), NumberStyles.None, CultureInfo.InvariantCulture, out var set)
            ? set
            : Usual;
        var reports = new ConcurrentBag<FaultReport>();

        Parallel.For(0, count, BothCores, seed => reports.Add(Play(seed)));

        Write(reports);
        var broken = reports.Where(static report => report.Broken.Count > 0).OrderBy(static report => report.Seed).ToList();
        Assert.True(broken.Count == 0, $"{broken.Count} of {count} schedules broke a law:\n" + string.Join('\n', broken.Take(20)));
    }

    [Fact]
    public void An_outage_that_is_no_longer_than_is_waited_for_costs_no_item()
    {
        var runs = Enumerable.Range(0, 1_000).AsParallel()
            .Select(static seed => new FaultRun(seed, clients: 1 + (seed % 2), FaultSchedule.Of(OutageWindow.FromSeed(seed))))
            .Where(static run => run.Clients[0].Policy.OutageTimeout > run.Schedule.Outage!.Length)
            .Select(static run => (Run: run, Report: run.Run()))
            .ToList();

        Assert.True(runs.Count(static run => run.Report.Faults.Count > 0) > 300, "The outages meet no requests.");
        Assert.All(runs, static run => Assert.Empty(run.Report.Broken));
        var failed = runs
            .SelectMany(static run => run.Run.Jobs.Where(static job => job.WithdrawnAt is null).SelectMany(static job => job.Items)
                .Where(static item => item.Call.Error?.Id is OwnErrorId.ConnectionFailed or OwnErrorId.ConnectionLost)
                .Select(item => $"{run.Report}: {item.Call.Error!.Message}"))
            .ToList();
        Assert.True(failed.Count == 0, string.Join('\n', failed.Distinct().Take(20)));
    }

    /// <summary>Each of these broke a law once.</summary>
    [Theory]
    [InlineData(11)]
    [InlineData(70)]
    [InlineData(88)]
    [InlineData(113)]
    [InlineData(151)]
    [InlineData(172)]
    [InlineData(235)]
    [InlineData(249)]
    [InlineData(291)]
    [InlineData(349)]
    [InlineData(375)]
    [InlineData(433)]
    [InlineData(814)]
    [InlineData(1396)]
    [InlineData(1466)]
    [InlineData(1538)]
    [InlineData(1568)]
    [InlineData(2022)]
    [InlineData(2031)]
    [InlineData(2115)]
    [InlineData(2180)]
    [InlineData(4097)]
    [InlineData(82834)]
    public void A_seed_that_broke_a_law_breaks_it_no_more(int seed, int clients = 1)
    {
        var run = new FaultRun(seed, clients);

        var report = run.Run();

        foreach (var sent in run.Handler.Sent)
        {
            output.WriteLine($"{sent.Number}: {sent.Method}, {sent.Commands} calls, {sent.Began} to {sent.Ended}, {sent.Fault}");
        }

        Assert.True(report.Broken.Count == 0, report.ToString());
    }

    [Fact]
    public void A_seed_replays_exactly()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var one = Play(seed);
            var other = Play(seed);

            Assert.Equal(one.ToString(), other.ToString());
            Assert.Equal(one.Counters, other.Counters);
            Assert.Equal(one.Faults, other.Faults);
        }
    }

    /// <summary>A fourth of the schedules befall several clients.</summary>
    private static FaultReport Play(int seed) => new FaultRun(seed, clients: seed % 4 < 3 ? 1 : 2 + (seed / 4 % 2)).Run();

    private void Write(ConcurrentBag<FaultReport> reports)
    {
        var longest = reports.MaxBy(static report => report.Took)!;
        var restless = reports.MaxBy(static report => report.Counters.Retries)!;
        var busiest = reports.MaxBy(static report => report.Requests)!;
        output.WriteLine(
            $"{reports.Count} schedules, seeds {reports.Min(static report => report.Seed)} to {reports.Max(static report => report.Seed)}");
        output.WriteLine(
            $"{reports.Sum(static report => report.Counters.Calls)} calls in {reports.Sum(static report => (long)report.Requests)} "
            + $"requests, {reports.Sum(static report => (long)report.Faults.Count)} faults");
        output.WriteLine($"longest: {longest.Took}, seed {longest.Seed} [{longest.Schedule}]");
        output.WriteLine($"most calls sent again: {restless.Counters.Retries}, seed {restless.Seed} [{restless.Schedule}]");
        output.WriteLine($"most requests: {busiest.Requests}, seed {busiest.Seed} [{busiest.Schedule}]");
        foreach (var kind in
            reports.SelectMany(static report => report.Faults).CountBy(static kind => kind).OrderBy(static pair => pair.Key))
        {
            output.WriteLine($"{kind.Key}: {kind.Value}");
        }

        var missing = Enum.GetValues<FaultKind>()
            .Except(reports.SelectMany(static report => report.Faults))
            .Where(static kind => kind != FaultKind.None);
        output.WriteLine("never played: " + string.Join(", ", missing));
    }
}
