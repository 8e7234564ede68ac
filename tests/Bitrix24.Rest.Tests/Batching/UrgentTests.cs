using System;
using System.Linq;
using System.Net;

namespace Bitrix24.Rest.Tests;

/// <summary>What somebody sits and waits for, and how much may be under way at once.</summary>
public sealed class UrgentTests
{
    [Fact]
    public void Whoever_has_one_item_waits_for_what_follows_it_up_too()
    {
        using var desk = new Desk();
        var followUp = Calls.Read("b");
        var call = new Call<string>(Calls.ReadMethod, Calls.Read("a").Parameters) { FollowUp = followUp };
        desk.Send(call);
        Assert.False(call.IsUrgent);
        desk.Pipeline.Wait(TimeSpan.Zero);

        Assert.True(call.IsUrgent);
        Assert.True(followUp.IsUrgent);
    }

    [Fact]
    public void Whoever_has_several_items_is_in_no_hurry()
    {
        using var desk = new Desk();
        var calls = new[] { Calls.Read("a"), Calls.Read("b") };
        desk.Send(calls);
        desk.Pipeline.Wait(TimeSpan.Zero);

        Assert.All(calls, static call => Assert.False(call.IsUrgent));
    }

    [Fact]
    public void One_more_than_may_be_is_under_way_where_somebody_waits_for_it_and_not_two()
    {
        using var desk = NarrowDesk();
        desk.Send(Calls.Read("bulk"));
        Assert.Equal("x", UnderWay(desk));
        Wait(desk, "first");
        Assert.Equal("x, first bulk", UnderWay(desk));
        Wait(desk, "second");
        Assert.Equal("x, first bulk", UnderWay(desk));

        // Each answer lets one more be under way, and the first is still the one beyond that.
        Echo(desk);
        Assert.Equal("first bulk, second", UnderWay(desk));
        Wait(desk, "third");
        Assert.Equal("first bulk, second", UnderWay(desk));
        Echo(desk);
        Assert.Equal("second, third", UnderWay(desk));
    }

    [Fact]
    public void A_slow_request_takes_nothing_along_that_may_turn_out_to_be_urgent_in_a_moment()
    {
        using var desk = NarrowDesk();
        var other = ComeToSlowCalls(desk);
        Echo(desk);
        Assert.DoesNotContain("only", UnderWay(desk), StringComparison.Ordinal);
        Assert.False(other.Wait(TimeSpan.Zero));

        Assert.Contains(", only", UnderWay(desk), StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_turn_out_to_be_urgent_goes_with_the_others()
    {
        using var desk = NarrowDesk();
        ComeToSlowCalls(desk);
        desk.Time.Advance(BatchSizer.WorthSpreading);
        Echo(desk);

        Assert.Contains("only", UnderWay(desk), StringComparison.Ordinal);
    }

    [Fact]
    public void While_as_many_as_may_be_are_under_way_nothing_else_is_what_calls_wait_for()
    {
        using var desk = new Desk(policy: new() { OutageTimeout = TimeSpan.Zero });
        desk.Send(Calls.Read("x"));
        desk.Send(Calls.Read("y"));
        Lose(desk);
        Lose(desk);
        Assert.Equal(HoldReason.Retry, desk.Client.Dispatcher.Hold!.Reason);
        Assert.True(Outages.AdvanceToRequest(desk));

        Assert.Single(desk.UnderWay);
        Assert.Null(desk.Client.Dispatcher.Hold);
    }

    [Fact]
    public void Answers_from_before_a_time_without_calls_do_not_narrow_what_comes_after_it()
    {
        using var desk = new Desk();
        for (var number = 0; number < 5; number++)
        {
            desk.Send(Calls.Read($"{number}"));
            Echo(desk);
            desk.Time.Advance(TimeSpan.FromSeconds(1));
        }

        desk.Send(Enumerable.Range(0, 1000).Select(static number => Calls.Read($"{number}")));
        desk.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.InRange(desk.UnderWay.Count, 12, 20);
    }

    [Fact]
    public void The_pauses_between_the_questions_of_an_outage_are_what_was_waited()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        desk.UnderWay[0].Break(Outages.Unreached());
        var asked = TimeSpan.Zero;
        for (var ask = 0; ask < 3; ask++)
        {
            Assert.True(Outages.AdvanceToRequest(desk));
            desk.Time.Advance(TimeSpan.FromSeconds(1));
            asked += TimeSpan.FromSeconds(1);
            desk.UnderWay[0].Break(Outages.Unreached());
        }

        Assert.True(Outages.AdvanceToRequest(desk));
        desk.Settle(Answers.Echo);
        Assert.Equal((3L, desk.Time.Elapsed - asked), (desk.Counters.Waits, desk.Counters.WaitTime));
    }

    /// <summary>One where a request was lost: only one may be under way, and is.</summary>
    private static Desk NarrowDesk()
    {
        var desk = new Desk(policy: new() { OutageTimeout = TimeSpan.Zero });
        desk.Send(Calls.Read("x"));
        Lose(desk);
        Assert.True(Outages.AdvanceToRequest(desk));
        return desk;
    }

    /// <summary>Somebody else comes with one item and waits for it.</summary>
    private static void Wait(Desk desk, string code)
    {
        var other = new CallSequence<int>(desk.Client.Dispatcher) { Thread = new(static () => false) };
        other.Add(0, Calls.Read(code));
        other.Flush();
        Assert.False(other.Wait(TimeSpan.Zero));
    }

    /// <summary>Somebody else has begun with one item beside a hundred slow calls, and does not wait for it yet.</summary>
    private static CallSequence<int> ComeToSlowCalls(Desk desk)
    {
        var slow = new RestMethod<string>("test.slow", SafetyClass.Read, TimeSpan.FromSeconds(1), static result => result.Text()!);
        desk.Send(Enumerable.Range(0, 100).Select(number => new Call<string>(slow, [new("CODE", $"{number}")])));
        var other = new CallSequence<int>(desk.Client.Dispatcher) { Thread = new(static () => false) };
        other.Add(0, Calls.Read("only"));
        other.Flush();
        return other;
    }

    private static void Lose(Desk desk) => desk.UnderWay[0].Answer("", HttpStatusCode.InternalServerError);

    private static void Echo(Desk desk) => desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));

    private static string UnderWay(Desk desk) =>
        string.Join(", ", desk.UnderWay.Select(static request => string.Join(' ', request.Values)));
}
