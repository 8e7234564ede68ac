using System;
using Bitrix24.Sandbox;
using Portal;
using Xunit.Abstractions;

namespace Bitrix24.OpenLines.Tests;

/// <summary>
/// How near a job comes to the floor that work, operating time or sheer size set, in virtual time and with default settings.
/// </summary>
public sealed class LongJobTests(ITestOutputHelper output)
{
    private const string Open = "imopenlines.session.open";
    private const string Start = "imopenlines.session.start";
    private readonly VirtualTime _time = new();

    [Fact]
    public void Answers_of_a_second_are_all_under_way_at_once()
    {
        var portal = SandboxPortal.CreateDefault(new() { Time = _time, Latency = TimeSpan.FromSeconds(1) });
        portal.AddChats(1_000);
        var run = new SimulatedRun(portal, _time, 1_000);
        run.Connect(_time);

        var took = SimulatedRun.Finish(_time, run);

        output.WriteLine($"{took.TotalSeconds:0.###} s, {run.Counters.Requests} requests");
        Assert.InRange(took.TotalSeconds, 0, 1.2);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(50, 2)]
    public void No_limit_is_found_to_be_none(int latency, double longest)
    {
        var portal = SandboxPortal.CreateDefault(new() { Time = _time, Latency = TimeSpan.FromMilliseconds(latency) });
        portal.AddChats(20_000);
        var run = new SimulatedRun(portal, _time, 20_000);
        run.Connect(_time);

        var took = SimulatedRun.Finish(_time, run);

        output.WriteLine($"{took.TotalSeconds:0.###} s, {run.Counters.Requests} requests");
        Assert.Equal(0, run.Failed);
        Assert.InRange(took.TotalSeconds, 0, longest);
        Assert.Equal(401, run.Counters.Requests);
    }

    [Fact]
    public void Slow_starts_are_spread_so_that_none_is_cut()
    {
        var options = new SandboxOptions { Time = _time, Bucket = new(50, 2), RequestCut = TimeSpan.FromSeconds(60) };
        options.Durations[Start] = TimeSpan.FromSeconds(0.83);
        var portal = SandboxPortal.CreateDefault(options);
        portal.AddChats(500);
        var run = new SimulatedRun(
            portal, _time, 500, number => SessionMethods.OnChat(SessionMethods.Start, new(ChatDirectory.GeneratedBase + number)));
        run.Connect(_time);

        var took = SimulatedRun.Finish(_time, run);

        var best = Math.Ceiling(500 / 49.0) * 0.83;
        output.WriteLine(
            $"{took.TotalSeconds:0.###} s, best {best:0.###} s, {run.Counters.Requests} requests, {portal.Journal.CutRequests} cut");
        Assert.Equal(0, run.Failed);
        Assert.Equal(0, portal.Journal.CutRequests);
        Assert.Equal(1, portal.Journal.MaxExecutionsPerChat(Start));
        Assert.InRange(took.TotalSeconds, 0, best * 1.1);
    }

    [Theory]
    [InlineData(10_000, false)]
    [InlineData(10_000, true)]
    [InlineData(100_000, false)]
    public void Operating_time_is_used_to_the_full_and_not_run_into(int codes, bool isChargedToBatch)
    {
        const double Work = 0.28;
        const double Limit = 420;
        var options = new SandboxOptions
        {
            Time = _time,
            OperatingLimit = Limit,
            OperatingCharge = isChargedToBatch ? OperatingCharge.ToBatch : OperatingCharge.PerMethod,
            Bucket = new(50, 2),
            JournalChats = false,
        };
        options.Durations[Open] = TimeSpan.FromSeconds(Work);
        var portal = SandboxPortal.CreateDefault(options);
        portal.AddChats(codes);
        var run = new SimulatedRun(portal, _time, codes);
        run.Connect(_time);

        var took = SimulatedRun.Finish(_time, run);

        // The limit is granted again every ten minutes; what is left over at the end takes no more of them.
        var windows = Math.Ceiling(codes * Work / Limit) - 1;
        var floor = windows * 600;
        output.WriteLine(
            $"{took.TotalSeconds:0.#} s, floor {floor:0.#} s, {run.Counters.Requests} requests, "
            + $"{run.Counters.Refusals} refused, {run.Counters.Waits} waits");
        Assert.Equal(0, run.Failed);
        Assert.Equal(portal.Journal.RefusedRequests, run.Counters.Refusals);
        Assert.InRange(took.TotalSeconds, 0, floor * 1.03);
    }
}
