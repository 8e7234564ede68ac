using System;
using System.Net;

namespace Bitrix24.Rest.Tests;

/// <summary>How long calls wait for others to fill their request.</summary>
public sealed class LingerTests
{
    [Fact]
    public void The_calls_of_a_sender_that_sleeps_wait_a_moment_for_others_and_no_longer()
    {
        using var desk = new Desk(thread: new(static () => true));
        desk.Pipeline.Add(0, Calls.Read("a"));
        desk.Time.Advance(TimeSpan.FromMilliseconds(10));
        desk.Pipeline.Add(1, Calls.Read("b"));
        Assert.Empty(desk.Network.Requests);

        desk.Time.Advance(Linger.Usual);

        Assert.Equal(["a", "b"], Assert.Single(desk.Network.Requests).Values);
        Assert.InRange(Linger.Usual, TimeSpan.Zero, TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public void The_fiftieth_call_does_not_wait()
    {
        using var desk = new Desk();
        for (var number = 0; number < 49; number++)
        {
            desk.Pipeline.Add(number, Calls.Read($"{number}"));
        }

        Assert.Empty(desk.Network.Requests);
        desk.Pipeline.Add(49, Calls.Read("49"));
        Assert.Equal(50, Assert.Single(desk.Network.Requests).Calls);
    }

    [Fact]
    public void However_slowly_the_calls_come_of_a_sender_that_does_not_sleep_they_gather()
    {
        using var desk = new Desk();
        for (var number = 0; number < 5; number++)
        {
            desk.Pipeline.Add(number, Calls.Read($"{number}"));
            desk.Time.Advance(Linger.Usual + TimeSpan.FromMilliseconds(3));
        }

        Assert.Empty(desk.Network.Requests);
        desk.Time.Advance(Linger.LongestLinger);
        Assert.Equal(["0", "1", "2", "3", "4"], Assert.Single(desk.Network.Requests).Values);
    }

    [Fact]
    public void A_sender_that_falls_asleep_holds_its_calls_no_longer()
    {
        var isAsleep = false;
        using var desk = new Desk(thread: new(() => isAsleep));
        desk.Pipeline.Add(0, Calls.Read("a"));
        desk.Time.Advance(Linger.Usual + Linger.Usual);
        Assert.Empty(desk.Network.Requests);

        isAsleep = true;
        desk.Time.Advance(Linger.Usual);
        Assert.Equal(["a"], Assert.Single(desk.Network.Requests).Values);
    }

    [Fact]
    public void While_the_sender_waits_for_an_answer_its_calls_wait_for_those_that_the_answer_brings()
    {
        using var desk = new Desk(thread: new(static () => true));
        var first = Calls.Read("first");
        desk.Send(first);
        desk.Pipeline.Add(1, Calls.Read("a"));
        var waiting = desk.Pipeline.Thread.Wait(first);
        desk.Time.Advance(Linger.Usual + Linger.Usual);
        Assert.Single(desk.Network.Requests);

        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        Assert.Single(desk.Network.Requests);
        waiting.Dispose();
        desk.Pipeline.Add(2, Calls.Read("b"));
        desk.Time.Advance(Linger.Usual);

        Assert.Equal(["a", "b"], desk.Network.Requests[1].Values);
    }

    [Fact]
    public void What_waits_leaves_at_once_where_its_sender_waits_and_nothing_is_under_way()
    {
        using var desk = new Desk();
        desk.Pipeline.Add(0, Calls.Read("a"));
        desk.Pipeline.Add(1, Calls.Read("b"));
        Assert.Empty(desk.Network.Requests);

        desk.Pipeline.Wait(TimeSpan.Zero);

        Assert.Equal(["a", "b"], Assert.Single(desk.Network.Requests).Values);
    }

    [Fact]
    public void The_calls_of_another_sender_do_not_wait_for_that_answer()
    {
        using var desk = new Desk(thread: new(static () => true));
        var first = Calls.Read("first");
        desk.Send(first);
        using var elsewhere = new PipelineThread(static () => true).Wait(first);
        desk.Pipeline.Add(1, Calls.Read("a"));
        desk.Time.Advance(Linger.Usual);

        Assert.Equal(["a"], desk.Network.Requests[1].Values);
    }

    [Fact]
    public void A_sender_at_work_is_not_asleep_whatever_its_thread_waits_for()
    {
        using var desk = new Desk(thread: new(static () => true));
        var working = desk.Pipeline.Thread.Work();
        desk.Pipeline.Add(0, Calls.Read("a"));
        desk.Time.Advance(Linger.Usual + Linger.Usual);
        Assert.Empty(desk.Network.Requests);

        working.Dispose();
        desk.Time.Advance(Linger.Usual);
        Assert.Equal(["a"], Assert.Single(desk.Network.Requests).Values);
    }

    [Fact]
    public void However_long_the_answer_takes_what_waits_for_it_leaves_in_the_end()
    {
        using var desk = new Desk();
        var first = Calls.Read("first");
        desk.Send(first);
        desk.Pipeline.Add(1, Calls.Read("a"));
        using var waiting = desk.Pipeline.Thread.Wait(first);
        desk.Time.Advance(Linger.LongestLinger);

        Assert.Equal(["a"], desk.Network.Requests[1].Values);
    }

    [Fact]
    public void The_end_of_one_input_sends_nothing_of_those_behind_it()
    {
        using var desk = new Desk();
        var behind = new CallSequence<int>(desk.Client.Dispatcher);
        desk.Send(Calls.Read("first"));
        behind.Add(0, Calls.Read("behind"));
        desk.Pipeline.Flush();
        Assert.Single(desk.Network.Requests);

        desk.Pipeline.Add(1, Calls.Read("last"));
        desk.Pipeline.Flush();
        Assert.Equal(["behind", "last"], desk.Network.Requests[1].Values);
    }

    [Fact]
    public void A_sender_that_sleeps_is_not_believed_before_the_moment_is_over_whatever_comes_meanwhile()
    {
        using var desk = new Desk(thread: new(static () => true));
        desk.Send(Calls.Read("first"));
        desk.Pipeline.Add(1, Calls.Read("a"));
        desk.Time.Advance(TimeSpan.FromMilliseconds(5));
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        Assert.Single(desk.Network.Requests);

        desk.Time.Advance(Linger.Usual - TimeSpan.FromMilliseconds(5));
        Assert.Equal(["a"], desk.Network.Requests[1].Values);
    }

    [Fact]
    public void However_late_the_last_of_them_came_they_leave_when_the_first_has_waited_long_enough()
    {
        using var desk = new Desk();
        desk.Pipeline.Add(0, Calls.Read("a"));
        desk.Time.Advance(Linger.LongestLinger - TimeSpan.FromMilliseconds(1));
        desk.Pipeline.Add(1, Calls.Read("b"));
        Assert.Empty(desk.Network.Requests);

        desk.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["a", "b"], Assert.Single(desk.Network.Requests).Values);
    }

    [Fact]
    public void They_leave_then_although_something_else_waits_for_longer()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("lost"));
        desk.UnderWay[0].Answer("", HttpStatusCode.InternalServerError);
        desk.Pipeline.Add(1, Calls.Read("a"));
        desk.Time.Advance(Linger.LongestLinger);

        Assert.Equal(["a"], Assert.Single(desk.UnderWay).Values);
    }

    [Fact]
    public void What_a_full_request_leaves_behind_gathers_anew()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("first"));
        desk.UnderWay[0].Break(Outages.Unreached());
        for (var number = 1; number < 75; number++)
        {
            desk.Pipeline.Add(number, Calls.Read($"{number}"));
        }

        desk.UnderWay[0].Break(Outages.Unreached());
        Assert.True(Outages.AdvanceToRequest(desk));
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        Assert.Equal(50, Assert.Single(desk.UnderWay).Calls);
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        Assert.Empty(desk.UnderWay);

        desk.Time.Advance(Linger.LongestLinger);
        Assert.Equal(25, Assert.Single(desk.UnderWay).Calls);
    }

    [Fact]
    public void What_was_lost_has_waited_enough_when_it_may_go_again()
    {
        var again = AgainAfter();
        using var desk = new Desk();
        Lose(desk);
        desk.Time.Advance(again - desk.Time.Elapsed - TimeSpan.FromMilliseconds(5));
        var run = new HaltGroup();
        for (var chat = 1; chat <= 50; chat++)
        {
            desk.Pipeline.Add(chat, Calls.Change(chat, run));
        }

        Assert.True(Assert.Single(desk.UnderWay).IsHalting);
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        Assert.Empty(desk.UnderWay);
        desk.Time.Advance(TimeSpan.FromMilliseconds(5));
        Assert.Equal(["lost"], Assert.Single(desk.UnderWay).Values);
    }

    private static TimeSpan AgainAfter()
    {
        using var desk = new Desk();
        Lose(desk);
        Assert.True(Outages.AdvanceToRequest(desk));
        return desk.Time.Elapsed;
    }

    /// <summary>Loses a call that nobody has flushed.</summary>
    private static void Lose(Desk desk)
    {
        desk.Pipeline.Add(0, Calls.Read("lost"));
        desk.Time.Advance(Linger.LongestLinger);
        desk.UnderWay[0].Answer("", HttpStatusCode.InternalServerError);
    }
}
