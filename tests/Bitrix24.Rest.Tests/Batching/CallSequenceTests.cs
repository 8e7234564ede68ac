using System;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest.Tests;

public sealed class CallSequenceTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Fact]
    public void There_is_nothing_to_wait_for_where_there_is_no_call()
    {
        using var desk = new Desk();

        Assert.False(desk.Pipeline.Wait(Long));
        Assert.False(desk.Pipeline.HasNext);
        Assert.False(desk.Pipeline.TryTake(out _));
        desk.Pipeline.Withdraw();
        Assert.Equal(0, desk.Counters.Calls);
    }

    [Fact]
    public void A_wait_without_patience_tells_that_the_outcome_is_not_there()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));

        Assert.False(desk.Pipeline.Wait(TimeSpan.Zero));
        Assert.Equal(1, desk.Pipeline.Count);
    }

    [Fact]
    public async Task An_outcome_ends_the_wait_for_it()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        var wait = Task.Run(() => desk.Pipeline.Wait(Long));
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));

        Assert.True(await wait);
        Assert.True(desk.Pipeline.Wait(Long));
        Assert.Equal("a", desk.Outcomes());
    }

    [Fact]
    public async Task A_stop_ends_the_wait_and_every_later_one()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        var wait = Task.Run(() => desk.Pipeline.Wait(Timeout.InfiniteTimeSpan));
        desk.Pipeline.Stop();

        Assert.False(await wait);
        Assert.True(desk.Pipeline.IsStopped);
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        Assert.False(desk.Pipeline.Wait(Timeout.InfiniteTimeSpan));
        Assert.True(desk.Pipeline.HasNext);
    }

    [Fact]
    public void The_window_is_bounded()
    {
        using var desk = new Desk(new ScriptedHandler());
        for (var number = 0; number < CallSequence<int>.Window; number++)
        {
            Assert.False(desk.Pipeline.IsFull);
            desk.Pipeline.Add(number, Calls.Read("x"));
        }

        Assert.True(desk.Pipeline.IsFull);
        Assert.InRange(desk.UnderWay.Count, 1, ConcurrencyLimit.Most);
    }

    [Fact]
    public void A_smaller_room_is_full_sooner()
    {
        using var desk = new Desk();
        var sequence = new CallSequence<int>(desk.Client.Dispatcher) { Room = 2, Thread = desk.Pipeline.Thread };
        sequence.Add(1, Calls.Read("a"));
        Assert.False(sequence.IsFull);
        sequence.Add(2, Calls.Read("b"));
        Assert.True(sequence.IsFull);
    }

    [Fact]
    public void More_of_an_item_comes_before_all_that_is_behind_it_and_in_its_order()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"), Calls.Read("d"));
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        Assert.True(desk.Pipeline.TryTake(out var first));
        desk.Pipeline.AddFirst(first.Item, [Calls.Read("b"), Calls.Read("c")]);

        Assert.False(desk.Pipeline.HasNext);
        Assert.Equal(3, desk.Pipeline.Count);
        desk.Settle(Answers.Echo);
        Assert.Equal("b c d", desk.Outcomes());
    }

    [Fact]
    public void More_of_the_last_item_is_waited_for()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        desk.Settle(Answers.Echo);
        Assert.True(desk.Pipeline.TryTake(out var last));
        desk.Pipeline.AddFirst(last.Item, [Calls.Read("b")]);
        desk.Pipeline.Flush();

        Assert.Single(desk.UnderWay);
        desk.Settle(Answers.Echo);
        Assert.Equal("b", desk.Outcomes());
    }

    [Fact]
    public void A_call_ends_once_only()
    {
        var call = Calls.Read("a");
        Assert.Null(call.Accept(Json.ValueOf("\"a\"")));
        Assert.True(call.TryEnd(null));
        Assert.False(call.TryEnd(null));
        Assert.False(call.TryEnd(Failure.Own(OwnErrorId.NotRun, "x")));
        Assert.Null(call.Error);
        Assert.Equal("a", call.Result);
    }
}
