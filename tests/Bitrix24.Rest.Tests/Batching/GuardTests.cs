using System.Linq;

namespace Bitrix24.Rest.Tests;

/// <summary>A call that only looks whether another may be made: an item is done when that one is.</summary>
public sealed class GuardTests
{
    [Fact]
    public void What_a_guard_lets_by_is_made_and_looked_at()
    {
        using var desk = new Desk();
        var guard = Guarded(1);
        desk.Send(guard);
        desk.Settle(Answers.Echo);

        Assert.Null(guard.OutcomeError);
        Assert.Equal(["look", "1", "check"], desk.Network.Requests.SelectMany(static request => request.Values));
        Assert.Equal("1", ((Call<string>)guard.Act).Result);
        Assert.Equal(1, guard.Act.Chat);
    }

    [Fact]
    public void What_a_guard_finds_wrong_is_not_made()
    {
        using var desk = new Desk();
        var guard = new Call<string>(Calls.ReadMethod, Calls.Read("look").Parameters)
        {
            IsGuard = true,
            FindFault = static _ => Failure.Own(OwnErrorId.NotVerified, LocalizableText.Verbatim("x"), "y"),
            FollowUp = Calls.Change(1),
        };
        desk.Send(guard);
        desk.Settle(Answers.Echo);

        Assert.Equal("NotVerified", desk.Outcomes());
        Assert.Single(desk.Network.Requests);
    }

    [Fact]
    public void A_pipeline_that_ends_while_a_guard_looks_does_nothing_for_the_item()
    {
        using var desk = new Desk();
        desk.Send(Guarded(1));
        var left = desk.Pipeline.Leave(new Heir());
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));

        Assert.Empty(desk.UnderWay);
        Assert.True(left[0].HasOutcome);
        Assert.Equal("NotRun", left[0].Error!.Id);
        Assert.Equal((1, 1), (desk.Counters.Calls, desk.Counters.Succeeded));
    }

    [Fact]
    public void A_pipeline_that_ends_before_the_guarded_call_is_sent_does_nothing_for_the_item()
    {
        using var desk = new Desk();
        desk.Send(Calls.Change(1));
        desk.Send(Guarded(1));
        var second = desk.UnderWay[^1];
        second.Answer(Answers.Echo(second));
        var left = desk.Pipeline.Leave(new Heir());
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));

        Assert.Empty(desk.UnderWay);
        Assert.Equal("NotRun", left[1].Error!.Id);
        Assert.Equal(1, desk.Counters.NotSent);
    }

    [Fact]
    public void A_pipeline_that_ends_while_the_guarded_call_is_under_way_ends_with_what_it_did()
    {
        using var desk = new Desk();
        var guard = Guarded(1);
        desk.Send(guard);
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        var left = desk.Pipeline.Leave(new Heir());

        Assert.False(left[0].HasOutcome);
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        Assert.Null(left[0].Error);
        Assert.Equal("1", ((Call<string>)guard.Act).Result);
        Assert.Null(guard.Act.FollowUp);
        Assert.Empty(desk.UnderWay);
    }

    [Fact]
    public void In_a_run_that_stops_at_its_first_failure_what_comes_before_the_fault_is_done_and_nothing_behind_it()
    {
        using var desk = new Desk();
        var run = new HaltGroup();
        desk.Send(Enumerable.Range(1, 60).Select(chat => GuardedBy(chat, run)).ToArray());
        desk.Settle(Answers.Echo);

        Assert.Equal("1 2 NotVerified" + string.Concat(Enumerable.Repeat(" NotRun", 57)), desk.Outcomes());
        Assert.Equal(2, desk.Network.Requests.Sum(static request => request.Values.Count(static value => value != "look")));
    }

    [Fact]
    public void In_such_a_run_a_guarded_call_that_fails_stops_what_is_behind_it()
    {
        using var desk = new Desk();
        var run = new HaltGroup();
        desk.Send(GuardedBy(1, run), GuardedBy(2, run));
        desk.Settle(static request => Answers.Echo(request, static value => value == "1" ? "CHAT_TYPE" : null));

        Assert.Equal("CHAT_TYPE NotRun", desk.Outcomes());
    }

    [Fact]
    public void In_such_a_run_it_stops_what_is_before_it_too_where_that_has_still_to_be_looked_at()
    {
        using var desk = new Desk();
        var run = new HaltGroup();
        desk.Send(GuardedBy(1, run));
        desk.Send(GuardedBy(2, run));
        var (first, second) = (desk.UnderWay[0], desk.UnderWay[1]);
        second.Answer(Answers.Echo(second));
        var act = desk.UnderWay[1];
        Assert.Equal(["2"], act.Values);
        act.Answer(Answers.Error("CHAT_TYPE"));
        first.Answer(Answers.Echo(first));

        Assert.Empty(desk.UnderWay);
        Assert.Equal("NotRun CHAT_TYPE", desk.Outcomes());
    }

    [Fact]
    public void In_such_a_run_a_fault_further_on_lets_nothing_by_that_an_earlier_one_has_stopped()
    {
        using var desk = new Desk();
        var run = new HaltGroup();
        desk.Send(GuardedBy(3, run));
        desk.Send(GuardedBy(4, run));
        desk.Send(GuardedBy(3, run));
        var looks = desk.UnderWay;
        looks[0].Answer(Answers.Echo(looks[0]));
        looks[2].Answer(Answers.Echo(looks[2]));
        looks[1].Answer(Answers.Echo(looks[1]));

        Assert.Empty(desk.UnderWay);
        Assert.Equal("NotVerified NotRun NotVerified", desk.Outcomes());
    }

    private static Call<string> GuardedBy(int chat, HaltGroup run) => new(Calls.ReadMethod, Calls.Read("look").Parameters)
    {
        IsGuard = true,
        FindFault = _ => chat == 3 ? Failure.Own(OwnErrorId.NotVerified, LocalizableText.Verbatim("x"), "y") : null,
        FollowUp = new Call<string>(Calls.ChangeMethod, Calls.Change(chat).Parameters, chat) { HaltGroup = run },
    };

    private static Call<string> Guarded(long chat) => new(Calls.ReadMethod, Calls.Read("look").Parameters)
    {
        IsGuard = true,
        FollowUp = new Call<string>(Calls.ChangeMethod, Calls.Change(chat).Parameters, chat) { FollowUp = Calls.Read("check") },
    };
}
