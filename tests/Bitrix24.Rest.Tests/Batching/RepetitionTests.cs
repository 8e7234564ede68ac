using System;
using System.Linq;
using System.Net;

namespace Bitrix24.Rest.Tests;

/// <summary>A method that refuses what it has done already: after a lost answer that says that the first run was done.</summary>
public sealed class RepetitionTests
{
    private static readonly RestMethod<string> Method =
        new("test.join", SafetyClass.Converging, TimeSpan.FromMilliseconds(1), static result => result.Text()!)
        {
            RepetitionCode = "WRONG_REQUEST",
        };

    [Theory]
    [InlineData("WRONG_REQUEST")]
    [InlineData("wrong_request")]
    public void Refused_after_its_answer_was_lost_it_was_done(string code)
    {
        using var desk = new Desk();
        var call = Join("done");
        desk.Send(call);
        desk.UnderWay[0].Answer("", HttpStatusCode.InternalServerError);
        desk.Settle(_ => Answers.Error(code));

        Assert.Equal("done", desk.Outcomes());
        Assert.Null(call.OutcomeError);
        Assert.Equal((1, 1, 0), (desk.Counters.Calls, desk.Counters.Succeeded, desk.Counters.Failed));
    }

    [Fact]
    public void Refused_the_first_time_it_was_not()
    {
        using var desk = new Desk();
        desk.Send(Join("done"));
        desk.UnderWay[0].Answer(Answers.Error("WRONG_REQUEST"), HttpStatusCode.BadRequest);

        Assert.Equal("WRONG_REQUEST", desk.Outcomes());
    }

    [Fact]
    public void Refused_after_a_try_that_certainly_did_not_run_it_was_not()
    {
        using var desk = new Desk();
        desk.Send(Join("done"));
        desk.UnderWay[0].Answer(Answers.Error("QUERY_LIMIT_EXCEEDED"), HttpStatusCode.ServiceUnavailable);
        desk.Settle(static _ => Answers.Error("WRONG_REQUEST"));

        Assert.Equal("WRONG_REQUEST", desk.Outcomes());
    }

    [Theory]
    [InlineData("ACCESS_DENIED", "done")]
    [InlineData("WRONG_REQUEST", null)]
    public void Another_refusal_and_one_whose_answer_nobody_knows_stay_what_they_are(string code, string? result)
    {
        using var desk = new Desk();
        desk.Send(Join(result));
        desk.UnderWay[0].Answer("", HttpStatusCode.InternalServerError);
        desk.Settle(_ => Answers.Error(code));

        Assert.Equal(code, desk.Outcomes());
    }

    [Fact]
    public void What_is_done_so_is_followed_up_and_stops_no_run()
    {
        using var desk = new Desk();
        var run = new HaltGroup();
        desk.Send(
            new Call<string>(Method, [new("CODE", "a")], chat: 1)
            {
                ResultOfRepetition = "done",
                NameFollowUp = static result => Calls.Read("check " + result),
                HaltGroup = run,
            },
            Calls.Change(2, run));
        desk.UnderWay[0].Answer("", HttpStatusCode.InternalServerError);
        desk.Settle(static request => Answers.Echo(request, static value => value == "a" ? "WRONG_REQUEST" : null));

        Assert.Equal("done 2", desk.Outcomes());
        Assert.Contains("check done", desk.Network.Requests.SelectMany(static request => request.Values));
    }

    private static Call<string> Join(string? result) => new(Method, [new("CODE", "a")], chat: 1) { ResultOfRepetition = result };
}
