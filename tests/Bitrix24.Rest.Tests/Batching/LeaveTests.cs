using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace Bitrix24.Rest.Tests;

/// <summary>A pipeline is gone, and whoever comes after it wants to know what became of its calls.</summary>
public sealed class LeaveTests
{
    [Fact]
    public void What_was_not_sent_ends_so_and_is_never_sent()
    {
        using var desk = new Desk();
        desk.Pipeline.Add(0, Calls.Change(1));
        desk.Pipeline.Add(1, Calls.Change(2));
        var left = Leave(desk);
        desk.Time.Advance(TimeSpan.FromHours(1));

        Assert.Empty(desk.Network.Requests);
        Assert.Equal("NotRun NotRun", Outcomes(left));
        Assert.DoesNotContain(left, static call => call.IsSent);
        Assert.Equal((2, 2), (desk.Counters.Calls, desk.Counters.NotSent));
    }

    [Fact]
    public void What_is_under_way_goes_on_and_ends_as_it_does()
    {
        using var desk = new Desk();
        desk.Send(Calls.Change(1), Calls.Change(2));
        var left = Leave(desk);

        Assert.All(left, static call => Assert.False(call.HasOutcome));
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        Assert.Equal("1 2", Outcomes(left));
        Assert.All(left, static call => Assert.True(call.IsSent));
        Assert.Equal((2, 2, 0), (desk.Counters.Calls, desk.Counters.Succeeded, desk.Counters.Abandoned));
    }

    [Fact]
    public void What_had_its_outcome_already_keeps_it_in_its_place()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        desk.Pipeline.Add(1, Calls.Read("b"));

        Assert.Equal("a NotRun", Outcomes(Leave(desk)));
        Assert.Equal(0, desk.Pipeline.Count);
        Assert.Empty(Leave(desk));
    }

    [Fact]
    public void The_heir_is_told_when_the_outcome_comes()
    {
        using var desk = new Desk();
        var heir = new Heir();
        desk.Send(Calls.Change(1));
        var left = desk.Pipeline.Leave(heir);

        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        Assert.Equal([left[0].Call!], heir.Told);
    }

    [Fact]
    public void A_lost_change_does_not_go_again_and_nobody_knows_whether_it_was_done()
    {
        using var desk = new Desk();
        desk.Send(Calls.Change(1), Calls.Read("a"));
        var left = Leave(desk);
        desk.UnderWay[0].Answer("", HttpStatusCode.InternalServerError);
        desk.Time.Advance(TimeSpan.FromHours(1));

        Assert.StartsWith("OutcomeUnknown ", Outcomes(left), StringComparison.Ordinal);
        Assert.DoesNotContain("OutcomeUnknown", left[1].OutcomeError!.Id, StringComparison.Ordinal);
        Assert.Single(desk.Network.Requests);
        Assert.Equal((2, 2), (desk.Counters.Calls, desk.Counters.Failed));
    }

    [Fact]
    public void A_change_that_was_lost_before_and_waits_for_its_next_try_is_unknown()
    {
        using var desk = new Desk();
        desk.Send(Calls.Change(1));
        desk.UnderWay[0].Answer("", HttpStatusCode.InternalServerError);
        var left = Leave(desk);
        desk.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal("OutcomeUnknown", Outcomes(left));
        Assert.True(left[0].IsSent);
        Assert.Single(desk.Network.Requests);
        Assert.Equal((1, 1), (desk.Counters.Calls, desk.Counters.Failed));
    }

    [Fact]
    public void What_was_refused_for_the_rate_and_waits_was_not_sent()
    {
        using var desk = new Desk();
        desk.Send(Calls.Change(1));
        desk.UnderWay[0].Answer("""{"error":"QUERY_LIMIT_EXCEEDED"}""", HttpStatusCode.ServiceUnavailable);
        var left = Leave(desk);

        Assert.Equal("NotRun", Outcomes(left));
        Assert.False(left[0].IsSent);
        Assert.Equal((1, 1), (desk.Counters.Calls, desk.Counters.NotSent));
    }

    [Fact]
    public void What_is_refused_for_the_rate_afterwards_says_so_and_does_not_go_again()
    {
        using var desk = new Desk();
        desk.Send(Calls.Change(1));
        var left = Leave(desk);
        desk.UnderWay[0].Answer("""{"error":"QUERY_LIMIT_EXCEEDED"}""", HttpStatusCode.ServiceUnavailable);
        desk.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal("QUERY_LIMIT_EXCEEDED", Outcomes(left));
        Assert.Single(desk.Network.Requests);
    }

    [Fact]
    public void A_follow_up_that_was_not_sent_is_not_waited_for()
    {
        using var desk = new Desk();
        desk.Send(Followed(1), Followed(2));
        var left = Leave(desk);
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));

        Assert.Equal("1 2", Outcomes(left));
        Assert.All(left, static call => Assert.Null(call.FollowUp));
        Assert.Empty(desk.UnderWay);
        Assert.Equal((2, 2), (desk.Counters.Calls, desk.Counters.Succeeded));
    }

    [Fact]
    public void A_follow_up_that_is_under_way_is_waited_for()
    {
        using var desk = new Desk();
        desk.Send(Followed(1));
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        var left = Leave(desk);

        Assert.False(left[0].HasOutcome);
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        Assert.True(left[0].HasOutcome);
        Assert.Equal("check", ((Call<string>)left[0].FollowUp!).Result);
    }

    [Fact]
    public void A_follow_up_that_an_answer_names_which_comes_afterwards_is_not_made()
    {
        using var desk = new Desk();
        desk.Send(FollowedByName(1), FollowedByName(2));
        var left = Leave(desk);
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));

        Assert.Equal("1 2", Outcomes(left));
        Assert.All(left, static call => Assert.True(call.HasOutcome));
        Assert.Empty(desk.UnderWay);
        desk.Time.Advance(TimeSpan.FromHours(1));
        Assert.Single(desk.Network.Requests);
        Assert.Equal((2, 2), (desk.Counters.Calls, desk.Counters.Succeeded));
    }

    [Fact]
    public void What_follows_a_follow_up_that_is_under_way_is_not_made_either()
    {
        using var desk = new Desk();
        var second = new Call<string>(Calls.ReadMethod, [new("CODE", "second")]) { NameFollowUp = static _ => Calls.Read("third") };
        desk.Send(new Call<string>(Calls.ReadMethod, [new("CODE", "first")]) { FollowUp = second });
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        var left = Leave(desk);
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));

        Assert.Equal("first", Outcomes(left));
        Assert.True(left[0].HasOutcome);
        Assert.Equal("second", second.Result);
        Assert.Empty(desk.UnderWay);
    }

    [Fact]
    public void A_lost_change_keeps_its_chat_from_others_as_long_as_it_may_be_at_work()
    {
        using var desk = new Desk();
        desk.Send(Calls.Change(1));
        Leave(desk);
        desk.Send(Calls.Change(1));
        desk.UnderWay[0].Answer("", HttpStatusCode.InternalServerError);

        Assert.Empty(desk.UnderWay);
        desk.Settle(Answers.Echo);
        Assert.Equal("1", desk.Outcomes());
    }

    [Fact]
    public void What_is_under_way_when_the_connection_is_closed_still_ends_with_its_answer()
    {
        using var desk = new Desk();
        desk.Send(Calls.Change(1));
        var left = Leave(desk);
        desk.Client.Dispose();
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));

        Assert.Equal("1", Outcomes(left));
    }

    private static Call<string> Followed(long chat) =>
        new(Calls.ChangeMethod, Calls.Change(chat).Parameters, chat) { FollowUp = Calls.Read("check") };

    private static Call<string> FollowedByName(long chat) =>
        new(Calls.ChangeMethod, Calls.Change(chat).Parameters, chat) { NameFollowUp = static _ => Calls.Read("check") };

    private static List<Call> Leave(Desk desk) => [.. desk.Pipeline.Leave(new Heir()).Select(static entry => entry.Call!)];

    private static string Outcomes(IEnumerable<Call> calls) =>
        string.Join(' ', calls.Select(static call => call.OutcomeError?.Id ?? ((Call<string>)call).Result));
}
