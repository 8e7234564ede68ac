using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace Bitrix24.Rest.Tests;

/// <summary>There are portals that refuse in a batch what they accept alone.</summary>
public sealed class BatchTrustTests
{
    [Theory]
    [InlineData("insufficient_scope")]
    [InlineData("ERROR_METHOD_NOT_FOUND")]
    [InlineData("INSUFFICIENT_SCOPE")]
    [InlineData("user_access_error")]
    [InlineData("expired_token")]
    public void What_is_refused_in_a_batch_and_accepted_alone_goes_on_without_batches(string code)
    {
        using var desk = new Desk();
        desk.Send(Enumerable.Range(1, 120).Select(number => Calls.Read("a" + number)));
        desk.Settle(request => Answers.Echo(request, _ => request.Commands.Count > 0 ? code : null));

        Assert.Equal(string.Join(' ', Enumerable.Range(1, 120).Select(number => "a" + number)), desk.Outcomes());
        Assert.Null(desk.Client.Dispatcher.End);
        Assert.Single(Warnings(desk), warning => warning.Contains("accepts alone", System.StringComparison.Ordinal));

        desk.Send(Enumerable.Range(1, 60).Select(number => Calls.Change(number)));
        var before = desk.Network.Requests.Count;
        desk.Settle(request => Answers.Echo(request));
        Assert.Equal(60, desk.Take().Count(call => call.Error is null));
        Assert.All(desk.Network.Requests.Skip(before), request => Assert.Empty(request.Commands));
        Assert.Empty(Warnings(desk));
    }

    [Theory]
    [InlineData("insufficient_scope", HttpStatusCode.Unauthorized)]
    [InlineData("ERROR_METHOD_NOT_FOUND", HttpStatusCode.NotFound)]
    public void A_portal_that_takes_no_batch_at_all_is_served_without(string code, HttpStatusCode status)
    {
        using var desk = new Desk(new ScriptedHandler(request => request.Method == "batch"
            ? ScriptedHandler.Json(Answers.Error(code), status)
            : ScriptedHandler.Json(Answers.Echo(request))));
        desk.Send(Calls.Read("a"), Calls.Once(1), Calls.Change(2));
        desk.Settle(request => Answers.Echo(request));

        Assert.Equal("a 1 2", desk.Outcomes());
        Assert.Equal(["batch", "test.read", "test.once", "test.change"], desk.Network.Requests.Select(request => request.Method));
    }

    [Fact]
    public void Only_one_call_is_asked_for_while_all_that_were_refused_wait()
    {
        using var desk = new Desk();
        desk.Send(Enumerable.Range(1, 100).Select(number => Calls.Read("a" + number)));
        Assert.Equal(2, desk.UnderWay.Count);
        Refuse(desk.UnderWay[0], "insufficient_scope");
        Assert.Equal([50, 1], desk.UnderWay.Select(request => request.Calls));
        Refuse(desk.UnderWay[0], "insufficient_scope");

        var alone = Assert.Single(desk.UnderWay);
        Assert.Equal("a1", alone.Values[0]);
        alone.Answer(Answers.Error("insufficient_scope"), HttpStatusCode.Unauthorized);
        Assert.Equal(3, desk.Network.Requests.Count);
        Assert.All(desk.Take(), call => Assert.Equal("insufficient_scope", call.Error!.Code));
        Assert.Equal("insufficient_scope", desk.Client.Dispatcher.End!.Code);
        Assert.Equal((100, 0, 100), (desk.Counters.Calls, desk.Counters.Succeeded, desk.Counters.Failed + desk.Counters.NotSent));
        Assert.Empty(Warnings(desk));
    }

    [Fact]
    public void A_call_that_goes_alone_for_another_reason_is_no_such_question()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"), Calls.Read("b"));
        desk.Send(Calls.Once(1));
        Refuse(desk.UnderWay[0], "insufficient_scope");

        Assert.Equal(["1", "a"], desk.UnderWay.Select(static request => Assert.Single(request.Values)));
    }

    [Fact]
    public void A_method_that_is_missing_is_asked_for_alone_once_and_the_others_go_on_in_batches()
    {
        using var desk = new Desk();
        var asked = 0;
        for (var round = 0; round < 3; round++)
        {
            desk.Send(Enumerable.Range(1, 20).SelectMany(number => new Call[]
            {
                Calls.Read("r" + number),
                new Call<string>(Calls.OtherReadMethod, [new("CODE", "o" + number)]),
            }));
            desk.Settle(request =>
            {
                asked += request.Method == "test.other" ? 1 : 0;
                return Answers.Echo(request, value => value[0] == 'o' ? "ERROR_METHOD_NOT_FOUND" : null);
            });
        }

        var calls = desk.Take();
        Assert.Equal(60, calls.Count(call => call.Error is null));
        Assert.Equal(60, calls.Count(call => call.Error?.Code == "ERROR_METHOD_NOT_FOUND"));
        Assert.Equal(1, asked);
        Assert.Null(desk.Client.Dispatcher.End);
        Assert.Empty(Warnings(desk));
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, "QUERY_LIMIT_EXCEEDED")]
    [InlineData(HttpStatusCode.BadGateway, "")]
    public void Where_the_call_alone_is_not_answered_it_is_asked_for_again(HttpStatusCode status, string code)
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"), Calls.Read("b"));
        Refuse(desk.UnderWay[0], "insufficient_scope");
        desk.UnderWay[0].Answer(code.Length == 0 ? "" : Answers.Error(code), status);
        desk.Settle(request => Answers.Echo(request));

        Assert.Equal("a b", desk.Outcomes());
        Assert.All(desk.Network.Requests.Skip(1), request => Assert.Empty(request.Commands));
    }

    [Fact]
    public void A_refusal_of_the_call_itself_means_that_it_was_let_in()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"), Calls.Read("b"));
        Refuse(desk.UnderWay[0], "insufficient_scope");
        desk.UnderWay[0].Answer(Answers.Error("ACCESS_DENIED"), HttpStatusCode.BadRequest);
        desk.Settle(request => Answers.Echo(request));

        Assert.Equal("ACCESS_DENIED b", desk.Outcomes());
        Assert.Single(Warnings(desk));
    }

    [Fact]
    public void A_run_that_stops_at_its_first_failure_does_not_stop_for_a_refusal_of_the_batch()
    {
        using var desk = new Desk();
        var haltGroup = new HaltGroup();
        desk.Send(Enumerable.Range(1, 5).Select(chat => Calls.Once(chat, haltGroup)));
        desk.Settle(request => Answers.Echo(
            request, value => request.Commands.Count > 0 ? "ERROR_METHOD_NOT_FOUND" : value == "4" ? "CHAT_ID" : null));

        Assert.Equal("1 2 3 CHAT_ID NotRun", desk.Outcomes());
        Assert.Equal(
            ["batch", "test.once", "test.once", "test.once", "test.once"], desk.Network.Requests.Select(request => request.Method));
        Assert.Equal((3, 1, 1), (desk.Counters.Succeeded, desk.Counters.Failed, desk.Counters.NotSent));
    }

    [Fact]
    public void Whoever_gives_the_run_up_meanwhile_leaves_nothing_behind()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"), Calls.Read("b"));
        Refuse(desk.UnderWay[0], "insufficient_scope");
        desk.Pipeline.Withdraw();
        Assert.Empty(desk.UnderWay);
        Assert.Equal((2, 1, 1), (desk.Counters.Calls, desk.Counters.Abandoned, desk.Counters.NotSent));

        using var later = new Desk();
        later.Send(Calls.Read("c"), Calls.Read("d"));
        later.Settle(request => Answers.Echo(request));
        Assert.Equal("c d", later.Outcomes());
    }

    private static void Refuse(ScriptedRequest request, string code) => request.Answer(Answers.Echo(request, _ => code));

    private static List<string> Warnings(Desk desk)
    {
        var warnings = new List<string>();
        while (desk.Client.Notices.TryTake(out var notice))
        {
            if (notice!.IsWarning)
            {
                warnings.Add(notice.Text);
            }
        }

        return warnings;
    }
}
