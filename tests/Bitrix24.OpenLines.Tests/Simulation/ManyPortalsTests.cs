using System;
using System.Linq;
using Bitrix24.Sandbox;
using Portal;
using Xunit.Abstractions;

namespace Bitrix24.OpenLines.Tests;

/// <summary>One process that works on a hundred portals at once, each with a limit of its own, in virtual time.</summary>
public sealed class ManyPortalsTests(ITestOutputHelper output)
{
    private const int Portals = 100;
    private const int Codes = 1_000;

    [Theory]
    [InlineData(0, 100)]
    [InlineData(1, 100)]
    public void A_hundred_portals_take_no_longer_than_one_of_them(double filled, int latency)
    {
        var one = Measure(1, filled, latency);
        var all = Measure(Portals, filled, latency);

        output.WriteLine($"one {one.TotalSeconds:0.###} s, {Portals} {all.TotalSeconds:0.###} s");
        Assert.InRange(all.TotalSeconds, 0, (one.TotalSeconds * 1.05) + 0.02);
    }

    private TimeSpan Measure(int count, double filled, int latency)
    {
        var time = new VirtualTime();
        var runs = Enumerable.Range(1, count).Select(number =>
        {
            var portal = SandboxPortal.CreateDefault(new()
            {
                Time = time,
                RequestLimit = new BucketLimit(50, 2) { Filled = filled },
                Latency = TimeSpan.FromMilliseconds(latency),
                JournalChats = false,
            });
            portal.AddChats(Codes);
            return new SimulatedRun(portal, time, Codes, seed: number);
        }).ToArray();
        var took = SimulatedRun.Finish(time, runs);

        Assert.All(runs, static run => Assert.Equal(0, run.Failed));
        var counters = runs.Select(static run => run.Counters).ToList();
        output.WriteLine(
            $"{count}: {counters.Sum(static one => one.Requests)} requests, {counters.Sum(static one => one.Refusals)} refused, "
            + $"{time.PendingTimers} timers left");
        return took;
    }
}
