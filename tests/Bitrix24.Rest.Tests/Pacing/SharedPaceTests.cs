using System;
using System.Collections.Generic;
using System.Linq;
using Bitrix24.Sandbox;
using Portal;
using Xunit.Abstractions;

namespace Bitrix24.Rest.Tests;

/// <summary>What processes that share a pace have of it: simulated ones, in virtual time.</summary>
public sealed class SharedPaceTests(ITestOutputHelper output)
{
    private static readonly PortalSharer Sharer = new();
    private static readonly RequestLimit Standard = new BucketLimit(50, 2);

    public static TheoryData<string, int> Jobs => new()
    {
        { "2/50", 100 },
        { "5/250", 400 },
        { "10/20", 300 },
        { "10/100", 400 },
        { "10 per 1 s, 429", 200 },
        { "queue 5/s", 150 },
    };

    [Theory]
    [MemberData(nameof(Jobs))]
    public void Two_that_begin_together_are_done_together_with_hardly_a_refusal(string limit, int requests)
    {
        foreach (var result in Run(new PaceScenario { Limit = LimitOf(limit), Requests = requests, Clients = 2, Later = 0.12 }))
        {
            Assert.True(result.IsDone);

            // A queue lets everything in, so it has nothing to share out: whoever comes first has filled it.
            Assert.True(result.Shares <= (limit is "queue 5/s" ? 4 : 1.1), $"shares {result.Shares}");
            var isWindow = limit is "10 per 1 s, 429";
            Assert.True(result.Ratio <= (isWindow ? 1.35 : 1.05), $"ratio {result.Ratio}");
            var refused = limit is "10/20" or "10/100" or "queue 5/s" || isWindow ? 9 : 3;
            Assert.True(result.RefusedPercent <= refused, $"refused {result.RefusedPercent} %");
        }
    }

    [Fact]
    public void Three_have_equal_shares()
    {
        foreach (var result in Run(new PaceScenario { Limit = Standard, Requests = 80, Clients = 3, Later = 0.05 }))
        {
            Assert.True(result is { IsDone: true, Ratio: <= 1.05, Shares: <= 1.25, RefusedPercent: <= 3 }, result.ToString());
        }
    }

    [Fact]
    public void One_that_comes_later_has_its_share_from_then_on()
    {
        foreach (var result in Run(new PaceScenario { Limit = Standard, Requests = 150, Clients = 2, Later = 30 }))
        {
            Assert.True(result is { IsDone: true, Ratio: <= 1.05, Shares: <= 1.1, RefusedPercent: <= 3 }, result.ToString());
        }
    }

    [Fact]
    public void One_that_is_killed_holds_nobody_up()
    {
        foreach (var result in Run(new PaceScenario { Limit = Standard, Requests = 100, Clients = 2, KillAt = 20 }))
        {
            // Both had 45 by then, so the other needs 28 s for the 55 that are left of its hundred.
            Assert.True(result is { IsDone: true, Seconds: <= 50, RefusedPercent: <= 4 }, result.ToString());
        }
    }

    [Fact]
    public void Without_a_record_each_goes_by_what_it_knows_itself()
    {
        var scenario = new PaceScenario { Limit = Standard, Requests = 100, Clients = 2, Later = 0.12, RoundTrip = 0.1, Seed = 3 };
        var alone = PaceRun.Run(scenario);
        var updates = new MemoryStore { Answer = static _ => PaceStoreAnswer.Unavailable };

        Assert.Equal(alone, PaceRun.Run(scenario with { Store = _ => updates }));

        // Once a minute it is tried again, by each.
        Assert.InRange(updates.Updates, 2, 8);
    }

    [Fact]
    public void A_lock_that_is_never_released_costs_a_quarter_of_a_second()
    {
        var store = new MemoryStore { Answer = static update => update > 60 ? PaceStoreAnswer.Busy : PaceStoreAnswer.Done };
        var scenario = new PaceScenario { Limit = Standard, Requests = 150, RoundTrip = 0.1, Seed = 3 };
        var alone = PaceRun.Run(scenario);
        var result = PaceRun.Run(scenario with { Store = _ => store });

        Assert.True(result.IsDone);
        Assert.InRange(result.Seconds, 0, alone.Seconds + 1.5);
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("cut")]
    [InlineData("overwritten")]
    [InlineData("other form")]
    [InlineData("noise")]
    public void A_record_that_is_damaged_in_mid_run_is_made_anew(string damage)
    {
        var random = new Random(5);
        var store = new MemoryStore
        {
            Before = store => store.Numbers = store.Updates % 10 != 0 || store.Numbers.Length < 20 ? store.Numbers : damage switch
            {
                "gone" => [],
                "cut" => [.. store.Numbers.Take(store.Numbers.Length - 7)],
                "overwritten" => [.. store.Numbers.Take(12), BitConverter.DoubleToInt64Bits(double.NaN), .. store.Numbers.Skip(13)],
                "other form" => [store.Numbers[0] + 1, .. store.Numbers.Skip(1)],
                _ => [.. store.Numbers.Select(_ => ((long)random.Next() << 32) + random.Next())],
            },
        };
        var scenario = new PaceScenario { Limit = Standard, Requests = 100, Clients = 2, Later = 0.12, RoundTrip = 0.1, Seed = 3 };
        var result = PaceRun.Run(scenario with { Store = _ => store });

        output.WriteLine(result.ToString());
        Assert.True(result is { IsDone: true, Ratio: <= 1.08, Shares: <= 1.25, RefusedPercent: <= 12 }, result.ToString());
    }

    [Fact]
    public void Where_nothing_limits_nothing_is_shared_any_more()
    {
        var store = new MemoryStore();
        var result = PaceRun.Run(new PaceScenario { Requests = 5000, Clients = 2, RoundTrip = 0.02, Seed = 3, Store = _ => store });

        Assert.True(result.IsDone);
        Assert.Equal(0, result.Refused);
        Assert.InRange(store.Updates, 200, 3000);
    }

    [Fact]
    public void A_record_of_another_time_says_nothing()
    {
        var store = new MemoryStore();
        var (first, second) = (new VirtualTime(), new VirtualTime(new DateTimeOffset(2026, 3, 17, 13, 0, 0, TimeSpan.Zero)));
        var pace = Share(first, store, 1);
        for (var sent = 0; sent < 45;)
        {
            var isSent = pace.TryAcquire(Sharer, isUrgent: false, 100, out var lease, out _);
            first.Advance(TimeSpan.FromMilliseconds(1));
            if (isSent)
            {
                sent++;
                pace.Report(lease, RequestFate.Answered, retryAfter: null);
            }
        }

        // After a start of the machine its clock begins anew, and the day's goes on.
        Assert.InRange(FreeFor(first, store, 2), 1, 10);
        Assert.InRange(FreeFor(second, store, 3), 45, 50);
    }

    private static double FreeFor(VirtualTime time, IPaceStore store, long id)
    {
        var pace = Share(time, store, id);
        pace.TryAcquire(Sharer, isUrgent: false, 100, out _, out _);
        return pace.Look().Free;
    }

    private static SharedPace Share(VirtualTime time, IPaceStore store, long id)
    {
        var clock = new SteadyClock(time);
        return new SharedPace(new RequestPace(clock, seed: (int)id), clock, store, id);
    }

    private static RequestLimit LimitOf(string name) => name switch
    {
        "2/50" => Standard,
        "5/250" => new BucketLimit(250, 5),
        "10/20" => new BucketLimit(20, 10),
        "10/100" => new BucketLimit(100, 10),
        "queue 5/s" => new QueueLimit(5, 50),
        _ => new WindowLimit(10, 1) { Refusal = RefusalForm.TooManyRequests },
    };

    private List<PaceResult> Run(PaceScenario scenario)
    {
        List<PaceResult> results = [];
        foreach (var (roundTrip, work) in new[] { (0.002, 0.002), (0.015, 0.005), (0.06, 0.09) })
        {
            for (var seed = 1; seed <= 3; seed++)
            {
                var run = scenario with { RoundTrip = roundTrip, Work = work, Seed = seed, Store = static _ => new MemoryStore() };
                var result = PaceRun.Run(run);
                output.WriteLine($"{roundTrip} {result} ratio {result.Ratio:0.000} refused {result.RefusedPercent:0.0} %");
                results.Add(result);
            }
        }

        return results;
    }
}
