using System;
using Bitrix24.Sandbox;
using Portal;
using Xunit.Abstractions;

namespace Bitrix24.OpenLines.Tests;

/// <summary>How near a job comes to the floor that the portal's request rate sets, in virtual time and with default settings.</summary>
public sealed class RequestRateTests(ITestOutputHelper output)
{
    private readonly VirtualTime _time = new();

    [Theory]
    [InlineData(50, 2, 1_000, 0)]
    [InlineData(50, 2, 2_500, 0)]
    [InlineData(50, 2, 5_000, 0)]
    [InlineData(50, 2, 5_000, 300)]
    [InlineData(50, 2, 10_000, 0)]
    [InlineData(50, 2, 10_000, 300)]
    [InlineData(50, 2, 100_000, 100)]
    [InlineData(250, 5, 20_000, 0)]
    [InlineData(250, 5, 20_000, 200)]
    [InlineData(250, 5, 100_000, 50)]
    public void Reaches_the_floor_of_the_bucket(double burst, double drain, int codes, int latency)
    {
        var portal = SandboxPortal.CreateDefault(new()
        {
            Time = _time,
            Bucket = new(burst, drain),
            Latency = TimeSpan.FromMilliseconds(latency),
        });
        portal.AddChats(codes);
        var run = new SimulatedRun(portal, _time, codes);
        run.Connect(_time);

        var took = SimulatedRun.Finish(_time, run);

        var requests = Math.Ceiling(codes / 50.0);
        var floor = Math.Max(0, (requests + 1 - burst) / drain) + (latency / 1000.0);
        output.WriteLine(
            $"{took.TotalSeconds:0.###} s, floor {floor:0.###} s, {run.Counters.Requests} requests, {run.Counters.Refusals} refused");
        Assert.Equal(0, run.Failed);
        // To find the limit takes about a second once, and a refusal now and then whether it is still the same.
        Assert.InRange(took.TotalSeconds, 0, floor + 1.2);
        Assert.InRange(run.Counters.Refusals, 0, Math.Max(3, 0.015 * requests));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(150)]
    public void Two_processes_share_a_bucket_fairly(int latency)
    {
        var portal = SandboxPortal.CreateDefault(new() { Time = _time, Bucket = new(50, 2), Latency = TimeSpan.FromMilliseconds(latency) });
        portal.AddChats(10_000);
        var one = new SimulatedRun(portal, _time, 5_000, seed: 1);
        var other = new SimulatedRun(portal, _time, 5_000, seed: 2);
        one.Connect(_time);
        other.Connect(_time);

        // Whoever comes first has the burst; what the bucket grants after that is to be shared.
        var begin = _time.Elapsed;
        SimulatedRun.Go(_time, TimeSpan.FromSeconds(5), one, other);
        var (oneAtFirst, otherAtFirst) = (one.Counters.Succeeded, other.Counters.Succeeded);
        SimulatedRun.Go(_time, TimeSpan.FromSeconds(45), one, other);
        var (oneShare, otherShare) = (one.Counters.Succeeded - oneAtFirst, other.Counters.Succeeded - otherAtFirst);
        SimulatedRun.Finish(_time, one, other);

        var took = _time.Elapsed - begin;
        var floor = (202.0 - 50) / 2;
        output.WriteLine(
            $"{took.TotalSeconds:0.###} s of {floor} s; {oneShare} and {otherShare} codes in 40 s; requests "
            + $"{one.Counters.Requests} and {other.Counters.Requests}, refused {one.Counters.Refusals} and {other.Counters.Refusals}");
        Assert.InRange(took.TotalSeconds, 0, floor * 1.25);
        Assert.InRange((double)oneShare / (oneShare + otherShare), 0.35, 0.65);
    }
}
