using System;
using System.Linq;
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
        desk.Pipeline.Continue(static (item, _) => item == 0 ? [Calls.Read("b"), Calls.Read("c")] : []);

        Assert.True(desk.Pipeline.TryTake(out var first));
        Assert.True(first.HasMore);
        Assert.False(desk.Pipeline.HasNext);
        Assert.Equal(3, desk.Pipeline.Count);
        desk.Settle(Answers.Echo);
        Assert.True(desk.Pipeline.TryTake(out var second));
        Assert.False(second.HasMore);
        Assert.Equal(0, second.Item);
        Assert.Equal("c d", desk.Outcomes());
    }

    [Fact]
    public void More_of_several_items_goes_together_and_each_is_asked_for_it_once()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"), Calls.Read("b"));
        desk.Settle(Answers.Echo);
        var asked = 0;
        for (var round = 0; round < 2; round++)
        {
            desk.Pipeline.Continue((_, _) => ++asked <= 2 ? [Calls.Read("x")] : []);
        }

        desk.Pipeline.Flush();
        Assert.Single(desk.UnderWay);
        Assert.Equal(2, asked);
        desk.Settle(Answers.Echo);
        Assert.Equal("a x b x", desk.Outcomes());
    }

    [Fact]
    public void Only_what_is_near_the_head_goes_on_and_only_what_has_succeeded()
    {
        using var desk = new Desk();
        var asked = 0;
        desk.Send(Enumerable.Range(0, 60).Select(static _ => Calls.Read("a")));
        desk.Settle(Answers.Echo);
        desk.Pipeline.Add(60, Failure.Own(OwnErrorId.InvalidChatId, "x"));
        desk.Pipeline.Continue((_, _) =>
        {
            asked++;
            return [];
        });
        Assert.Equal(50, asked);
        for (var taken = 0; taken < 60; taken++)
        {
            Assert.True(desk.Pipeline.TryTake(out _));
        }

        desk.Pipeline.Continue((_, _) => throw new InvalidOperationException());
        Assert.True(desk.Pipeline.TryTake(out var refused));
        Assert.NotNull(refused.Error);
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
