using System;
using System.Linq;
using Bitrix24.Rest;
using Bitrix24.Sandbox;
using Portal;
using Xunit.Abstractions;

namespace Bitrix24.OpenLines.Tests;

/// <summary>What somebody sits and waits for, beside a bulk of 17,500 calls on a portal of two requests a second.</summary>
public sealed class UrgentCallTests(ITestOutputHelper output)
{
    private const int Codes = 17_500;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);
    private readonly VirtualTime _time = new();

    public enum Bulk
    {
        Codes,
        SlowStarts,
        SlowStartsThatHalt,
    }

    [Theory]
    [InlineData(Bulk.Codes)]
    [InlineData(Bulk.SlowStarts)]
    [InlineData(Bulk.SlowStartsThatHalt)]
    public void A_check_of_the_same_connection_is_answered_soon(Bulk kind)
    {
        var (bulk, _) = Begin(kind);
        foreach (var _ in Enumerable.Range(0, 5))
        {
            SimulatedRun.Go(_time, _time.Elapsed + TimeSpan.FromSeconds(20), bulk);
            AnsweredSoon(Wait(bulk, bulk.Dispatcher, UrgentCalls.Check()), "check");
        }
    }

    [Theory]
    [InlineData(Bulk.Codes)]
    [InlineData(Bulk.SlowStarts)]
    [InlineData(Bulk.SlowStartsThatHalt)]
    public void A_check_of_another_connection_of_the_process_is_answered_soon(Bulk kind)
    {
        var (bulk, shared) = Begin(kind);
        SimulatedRun.Go(_time, TimeSpan.FromSeconds(60), bulk);
        var other = new SimulatedRun(_portal!, _time, 0, shared: shared);

        foreach (var _ in Enumerable.Range(0, 5))
        {
            AnsweredSoon(Wait(bulk, other.Dispatcher, UrgentCalls.Check()), "check");
            SimulatedRun.Go(_time, _time.Elapsed + TimeSpan.FromSeconds(3), bulk);
        }
    }

    [Theory]
    [InlineData(Bulk.Codes, false)]
    [InlineData(Bulk.Codes, true)]
    [InlineData(Bulk.SlowStarts, false)]
    [InlineData(Bulk.SlowStarts, true)]
    public void A_call_that_is_all_of_its_pipeline_is_answered_soon(Bulk kind, bool ofAnotherConnection)
    {
        var (bulk, shared) = Begin(kind);
        SimulatedRun.Go(_time, TimeSpan.FromSeconds(60), bulk);
        var dispatcher = ofAnotherConnection ? new SimulatedRun(_portal!, _time, 0, shared: shared).Dispatcher : bulk.Dispatcher;

        foreach (var number in Enumerable.Range(1, 5))
        {
            AnsweredSoon(Wait(bulk, dispatcher, [SimulatedRun.Open(number)]), "call");
            SimulatedRun.Go(_time, _time.Elapsed + TimeSpan.FromSeconds(3), bulk);
        }
    }

    [Theory]
    [InlineData(Bulk.Codes, false, 0.9)]
    [InlineData(Bulk.Codes, true, 0.48)]
    [InlineData(Bulk.SlowStarts, false, 0.48)]
    [InlineData(Bulk.SlowStarts, true, 0.48)]
    public void A_script_that_asks_without_end_leaves_the_bulk_its_share(Bulk kind, bool ofAnotherConnection, double share)
    {
        var alone = Done(kind, asks: false, ofAnotherConnection);
        var beside = Done(kind, asks: true, ofAnotherConnection);

        output.WriteLine($"{alone} calls alone, {beside} beside the script");
        Assert.True(beside >= share * alone, $"{beside} of {alone}");
    }

    [Fact]
    public void Many_scripts_that_ask_without_end_leave_the_bulk_its_share()
    {
        var (bulk, shared) = Begin(Bulk.Codes);
        SimulatedRun[] others = [.. Enumerable.Range(0, 3).Select(_ => new SimulatedRun(_portal!, _time, 0, shared: shared))];
        var scripts = others.Append(bulk)
            .Select(static run => new CallSequence<int>(run.Dispatcher) { Thread = new(static () => false) }).ToList();
        var asked = 0;
        void Ask()
        {
            bulk.Step();
            foreach (var script in scripts)
            {
                if (script.Count == 0 || script.TryTake(out _))
                {
                    script.Add(0, SimulatedRun.Open(++asked));
                    script.Flush();
                }

                script.Wait(TimeSpan.Zero);
            }

            Assert.True(_time.AdvanceToNextTimer());
        }

        while (_time.Elapsed < TimeSpan.FromSeconds(60))
        {
            Ask();
        }

        var (before, askedBefore) = (bulk.Taken, asked);
        while (_time.Elapsed < TimeSpan.FromSeconds(160))
        {
            Ask();
        }

        // Of two hundred requests of fifty; the scripts have one each of the other half.
        output.WriteLine($"{bulk.Taken - before} calls, {asked - askedBefore} of the scripts");
        Assert.InRange(bulk.Taken - before, 4_800, 10_000);
        Assert.InRange(asked - askedBefore, 90, 400);
    }

    [Fact]
    public void Connections_of_one_process_get_equal_shares()
    {
        var (one, shared) = Begin(Bulk.Codes);
        var other = new SimulatedRun(_portal!, _time, Codes, shared: shared);
        SimulatedRun.Go(_time, TimeSpan.FromSeconds(60), one, other);
        var (oneBefore, otherBefore) = (one.Counters.Succeeded, other.Counters.Succeeded);
        SimulatedRun.Go(_time, TimeSpan.FromSeconds(160), one, other);

        var (oneGot, otherGot) = (one.Counters.Succeeded - oneBefore, other.Counters.Succeeded - otherBefore);
        output.WriteLine($"{oneGot} and {otherGot}");
        Assert.InRange(oneGot / (double)(oneGot + otherGot), 0.45, 0.55);
        Assert.InRange(oneGot + otherGot, 9_500, 10_500);
    }

    private SandboxPortal? _portal;

    private long Done(Bulk kind, bool asks, bool ofAnotherConnection)
    {
        var (bulk, shared) = Begin(kind);
        var begin = _time.Elapsed;
        SimulatedRun.Go(_time, begin + TimeSpan.FromSeconds(40), bulk);
        var dispatcher = ofAnotherConnection ? new SimulatedRun(_portal!, _time, 0, shared: shared).Dispatcher : bulk.Dispatcher;
        var before = bulk.Counters.Succeeded;
        var end = begin + TimeSpan.FromSeconds(120);
        var asked = 0;
        while (asks && _time.Elapsed < end)
        {
            Wait(bulk, dispatcher, [SimulatedRun.Open(++asked)]);
        }

        SimulatedRun.Go(_time, end, bulk);
        return bulk.Counters.Succeeded - before - (ofAnotherConnection ? 0 : asked);
    }

    private (SimulatedRun Bulk, SharedPortal Shared) Begin(Bulk kind)
    {
        var options = new SandboxOptions { Time = _time, Bucket = new(50, 2), Latency = TimeSpan.FromMilliseconds(50) };
        options.Durations[SessionMethods.Start.Name] = ExactTime.OfSeconds(0.5);
        _portal = SandboxPortal.CreateDefault(options);
        _portal.AddChats(Codes);
        var shared = SharedPortal.Create(_time, seed: 1);
        var haltGroup = kind == Bulk.SlowStartsThatHalt ? new HaltGroup() : null;
        Func<long, Call>? create = kind == Bulk.Codes
            ? null
            : number => SessionMethods.OnChat(SessionMethods.Start, new(ChatDirectory.GeneratedBase + number), haltGroup);
        return (new SimulatedRun(_portal, _time, Codes, create, shared: shared), shared);
    }

    private TimeSpan Wait(SimulatedRun bulk, Dispatcher dispatcher, Call[] calls)
    {
        var took = UrgentCalls.Wait(_time, dispatcher, calls, bulk.Step);
        Assert.False(bulk.IsOver);
        return took;
    }

    private void AnsweredSoon(TimeSpan took, string what)
    {
        output.WriteLine($"{what}: {took.TotalSeconds:0.000} s");
        Assert.InRange(took, TimeSpan.Zero, Soon);
    }
}
