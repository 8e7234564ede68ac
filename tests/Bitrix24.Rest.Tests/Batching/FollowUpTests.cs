using System.Linq;
using System.Net;

namespace Bitrix24.Rest.Tests;

/// <summary>A call that is submitted when another one succeeds: one item, two calls, one outcome.</summary>
public sealed class FollowUpTests
{
    [Fact]
    public void The_follow_up_goes_when_the_call_has_succeeded_and_the_item_ends_with_it()
    {
        using var desk = new Desk();
        var call = Followed(1, Calls.Read("check"));
        desk.Send(call);

        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));

        Assert.True(call.IsCompleted);
        Assert.False(desk.Pipeline.HasNext);
        Assert.Equal(["check"], desk.UnderWay[0].Values);
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        Assert.True(desk.Pipeline.HasNext);
        Assert.Null(call.OutcomeError);
        Assert.Equal("check", ((Call<string>)call.FollowUp!).Result);
        Assert.Equal(2, desk.Counters.Succeeded);
    }

    [Fact]
    public void A_follow_up_that_only_the_result_names_goes_like_any_other()
    {
        using var desk = new Desk();
        Call<string> NameOf(string code) => new(Calls.ReadMethod, [new("CODE", code)])
        {
            NameFollowUp = static result => result == "a" ? Calls.Read("check " + result) : null,
        };
        desk.Send(NameOf("a"), NameOf("b"));

        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));

        Assert.Equal(["check a"], Assert.Single(desk.UnderWay).Values);
        Assert.Empty(desk.Take());
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        Assert.Equal(2, desk.Take().Count);
    }

    [Fact]
    public void The_follow_ups_of_a_batch_share_a_request()
    {
        using var desk = new Desk();
        desk.Send(Enumerable.Range(1, 50).Select(number => Followed(number, Calls.Read($"check {number}"))));

        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0], value => value == "7" ? "CHAT_ID" : null));

        Assert.Equal(
            Enumerable.Range(1, 50).Where(number => number != 7).Select(number => $"check {number}"), Assert.Single(desk.UnderWay).Values);
        Assert.Empty(desk.Take());
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        Assert.Equal(50, desk.Take().Count);
    }

    [Fact]
    public void A_call_that_fails_has_no_follow_up()
    {
        using var desk = new Desk();
        var call = Followed(1, Calls.Read("check"));
        desk.Send(call);

        desk.UnderWay[0].Answer(Answers.Error("CHAT_ID"), HttpStatusCode.BadRequest);

        Assert.Empty(desk.UnderWay);
        Assert.Equal("CHAT_ID", call.OutcomeError!.Id);
        Assert.Equal(1, desk.Counters.Calls);
    }

    [Fact]
    public void A_follow_up_that_fails_is_the_failure_of_its_item()
    {
        using var desk = new Desk();
        var call = Followed(1, Calls.Read("check"));
        desk.Send(call);
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));

        desk.UnderWay[0].Answer(Answers.Error("ACCESS_ERROR"), HttpStatusCode.BadRequest);

        Assert.Null(call.Error);
        Assert.Equal("ACCESS_ERROR", call.OutcomeError!.Id);
        Assert.Same(call, Assert.Single(desk.Take()));
    }

    [Fact]
    public void A_result_that_shows_a_fault_is_a_failure()
    {
        using var desk = new Desk();
        var call = new Call<string>(Calls.ReadMethod, [new("CODE", "a")])
        {
            FindFault = static result => result == "a" ? Failure.Own(OwnErrorId.NotVerified, LocalizableText.Verbatim("It is a.")) : null,
        };

        desk.Send(call);
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));

        Assert.Equal("NotVerified", call.OutcomeError!.Id);
        Assert.Equal("a", call.Result);
    }

    [Fact]
    public void Withdrawn_before_its_answer_it_is_followed_by_nothing()
    {
        using var desk = new Desk();
        desk.Send(Followed(1, Calls.Read("check")), Followed(2, Calls.Read("other")));
        var request = desk.UnderWay[0];

        desk.Pipeline.Withdraw();
        request.Answer(Answers.Echo(request));

        Assert.Empty(desk.UnderWay);
        Assert.Equal((2, 2), (desk.Counters.Calls, desk.Counters.Abandoned));
    }

    [Fact]
    public void Withdrawn_with_its_follow_up_under_way_that_one_is_abandoned()
    {
        using var desk = new Desk();
        desk.Send(Followed(1, Calls.Read("check")));
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));

        desk.Pipeline.Withdraw();

        Assert.Empty(desk.UnderWay);
        Assert.Equal((2, 1, 1), (desk.Counters.Calls, desk.Counters.Succeeded, desk.Counters.Abandoned));
    }

    [Fact]
    public void On_a_connection_that_has_ended_meanwhile_it_ends_with_the_reason()
    {
        using var desk = new Desk();
        var call = Followed(1, Calls.Read("check"));
        desk.Send(call);
        desk.Client.Dispatcher.Close(Failure.Own(OwnErrorId.Disconnected, LocalizableText.Verbatim("Closed.")));

        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));

        Assert.Equal("Disconnected", call.OutcomeError!.Id);
        Assert.Equal((2, 1, 1), (desk.Counters.Calls, desk.Counters.Succeeded, desk.Counters.NotSent));
    }

    private static Call<string> Followed(long chat, Call next) =>
        new(Calls.ChangeMethod, Calls.Change(chat).Parameters, chat) { FollowUp = next };
}
