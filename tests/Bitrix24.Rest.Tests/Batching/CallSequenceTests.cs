using System;
using System.Linq;
using System.Net;
using System.Threading;

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
    public void An_outcome_ends_the_wait_for_it()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        var waiter = new Waiter(desk.Pipeline);
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));

        Assert.True(waiter.Result());
        Assert.True(desk.Pipeline.Wait(Long));
        Assert.Equal("a", desk.Outcomes());
    }

    [Fact]
    public void A_stop_ends_the_wait_and_every_later_one()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        var waiter = new Waiter(desk.Pipeline);
        desk.Pipeline.Stop();

        Assert.False(waiter.Result());
        Assert.True(desk.Pipeline.IsStopped);
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        Assert.False(desk.Pipeline.Wait(Timeout.InfiniteTimeSpan));
        Assert.True(desk.Pipeline.HasNext);
    }

    [Fact]
    public void An_item_that_no_call_could_be_made_of_is_not_waited_for()
    {
        using var desk = new Desk();
        desk.Pipeline.Add(0, Failure.Own(OwnErrorId.InvalidChatId, LocalizableText.Verbatim("x")));

        Assert.True(desk.Pipeline.Wait(Timeout.InfiniteTimeSpan));
        Assert.Equal("InvalidChatId", desk.Outcomes());
    }

    [Fact]
    public void Its_thread_has_as_many_items_as_are_in_all_its_sequences()
    {
        using var desk = new Desk();
        var thread = desk.Pipeline.Thread;
        var other = new CallSequence<int>(desk.Client.Dispatcher) { Thread = thread };
        Assert.False(thread.HasOneItem);
        desk.Pipeline.Add(0, Failure.Own(OwnErrorId.InvalidChatId, LocalizableText.Verbatim("x")));
        Assert.True(thread.HasOneItem);
        other.Add(0, Calls.Read("a"));
        Assert.False(thread.HasOneItem);
        Assert.True(desk.Pipeline.TryTake(out _));
        Assert.True(thread.HasOneItem);

        desk.Send(Calls.Read("b"), Calls.Read("c"));
        desk.Pipeline.Withdraw();
        Assert.True(thread.HasOneItem);
        desk.Send(Calls.Read("d"), Calls.Read("e"));
        desk.Pipeline.Leave(new Heir());
        Assert.True(thread.HasOneItem);
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
        Assert.True(second.HasMore);
        Assert.Equal(0, second.Item);
        desk.Pipeline.Continue(static (_, _) => []);
        Assert.True(desk.Pipeline.TryTake(out var third));
        Assert.False(third.HasMore);
        Assert.Equal(0, third.Item);
        Assert.Equal("d", desk.Outcomes());
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
    public void Only_what_is_near_the_head_goes_on_and_no_item_without_a_call()
    {
        using var desk = new Desk();
        var asked = 0;
        desk.Send(Enumerable.Range(0, 60).Select(static _ => Calls.Read("a")));
        desk.Settle(Answers.Echo);
        desk.Pipeline.Add(60, Failure.Own(OwnErrorId.InvalidChatId, LocalizableText.Verbatim("x")));
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
    public void Behind_a_call_that_failed_its_item_may_go_on()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        desk.UnderWay[0].Answer("""{"error":"ERROR_CORE","error_description":"x"}""", HttpStatusCode.BadRequest);

        desk.Pipeline.Continue(static (_, call) => call.Error is null ? [] : [Calls.Read("b")]);

        desk.Settle(Answers.Echo);
        Assert.Equal("ERROR_CORE b", desk.Outcomes());
    }

    [Fact]
    public void A_call_ends_once_only()
    {
        var call = Calls.Read("a");
        Assert.Null(call.Accept(Json.ValueOf("\"a\"")));
        Assert.True(call.TryEnd(null));
        Assert.False(call.TryEnd(null));
        Assert.False(call.TryEnd(Failure.Own(OwnErrorId.NotRun, LocalizableText.Verbatim("x"))));
        Assert.Null(call.Error);
        Assert.Equal("a", call.Result);
    }

    /// <summary>A thread that waits for the first item.</summary>
    private sealed class Waiter
    {
        private readonly Thread _thread;
        private bool _result;

        public Waiter(CallSequence<int> sequence)
        {
            _thread = new Thread(() => _result = sequence.Wait(Timeout.InfiniteTimeSpan)) { IsBackground = true };
            _thread.Start();
            Assert.True(SpinWait.SpinUntil(() => _thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin), Long));
        }

        public bool Result()
        {
            Assert.True(_thread.Join(Long));
            return _result;
        }
    }
}
