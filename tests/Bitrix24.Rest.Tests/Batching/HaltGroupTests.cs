using System;
using System.Linq;
using System.Net;

namespace Bitrix24.Rest.Tests;

public sealed class HaltGroupTests
{
    [Fact]
    public void A_run_that_stops_at_its_first_failure_sends_one_batch_at_a_time()
    {
        using var desk = new Desk();
        desk.Send(Run(120));
        Assert.Equal(Values(1, 50), Assert.Single(desk.UnderWay).Values);
        Assert.True(desk.UnderWay[0].IsHalting);

        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        Assert.Equal(Values(51, 100), Assert.Single(desk.UnderWay).Values);
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        Assert.Equal(Values(101, 120), Assert.Single(desk.UnderWay).Values);
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));

        Assert.Equal(string.Join(' ', Values(1, 120)), desk.Outcomes());
    }

    [Fact]
    public void Nothing_after_the_first_failure_runs()
    {
        using var desk = new Desk();
        desk.Send(Run(100));
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0], value => value == "3" ? "CHAT_TYPE" : null));

        Assert.Single(desk.Network.Requests);
        Assert.Equal("1 2 CHAT_TYPE" + string.Concat(Enumerable.Repeat(" NotRun", 97)), desk.Outcomes());
        Assert.Equal((100, 2, 1, 97), (desk.Counters.Calls, desk.Counters.Succeeded, desk.Counters.Failed, desk.Counters.NotSent));
    }

    [Fact]
    public void What_comes_after_the_failure_is_refused_at_once()
    {
        using var desk = new Desk();
        var haltGroup = new HaltGroup();
        desk.Send(Calls.Change(1, haltGroup));
        Assert.False(desk.UnderWay[0].IsHalting);
        desk.UnderWay[0].Answer(Answers.Error("ACCESS_DENIED"), HttpStatusCode.BadRequest);
        desk.Send(Calls.Change(2, haltGroup));

        Assert.Equal("ACCESS_DENIED NotRun", desk.Outcomes());
        Assert.Single(desk.Network.Requests);
    }

    [Fact]
    public void Another_run_goes_on()
    {
        using var desk = new Desk();
        desk.Send(Run(2));
        desk.Send(Calls.Change(11, new HaltGroup()), Calls.Read("x"));
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0], _ => "CHAT_ID"));
        desk.Settle(Answers.Echo);

        Assert.Equal("CHAT_ID NotRun 11 x", desk.Outcomes());
    }

    [Fact]
    public void A_result_of_the_wrong_form_is_a_failure_too()
    {
        using var desk = new Desk();
        desk.Send(Run(60));
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]).Replace("\"c49\":\"50\"", "\"c49\":[]", StringComparison.Ordinal));

        Assert.Single(desk.Network.Requests);
        Assert.EndsWith("49 InvalidResponse" + string.Concat(Enumerable.Repeat(" NotRun", 10)), desk.Outcomes(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_of_our_own_is_a_failure_too()
    {
        using var desk = new Desk();
        var haltGroup = new HaltGroup();
        desk.Send(new Call<string>(Calls.ChangeMethod, [new("CHAT_ID", "x", ParameterKind.Number)], 1) { HaltGroup = haltGroup });
        desk.Send(Calls.Change(2, haltGroup));

        Assert.Equal("UnexpectedFault NotRun", desk.Outcomes());
        Assert.Empty(desk.Network.Requests);
        Assert.Equal((1, 1), (desk.Counters.Failed, desk.Counters.NotSent));
    }

    [Fact]
    public void While_a_lost_batch_waits_for_its_next_try_nothing_behind_it_is_sent()
    {
        using var desk = new Desk();
        desk.Send(Run(100));
        desk.UnderWay[0].Answer("", HttpStatusCode.InternalServerError);
        Assert.Empty(desk.UnderWay);

        desk.Settle(request => Answers.Echo(request, value => value == "20" ? "CHAT_TYPE" : null));

        // Those that were in the lost batch may have run; those behind it have not.
        var rest = Enumerable.Repeat(" OutcomeUnknown", 30).Concat(Enumerable.Repeat(" NotRun", 50));
        Assert.Equal(string.Join(' ', Values(1, 19)) + " CHAT_TYPE" + string.Concat(rest), desk.Outcomes());
        Assert.Equal((19, 31, 50), (desk.Counters.Succeeded, desk.Counters.Failed, desk.Counters.NotSent));
        Assert.All(desk.Network.Requests, request => Assert.DoesNotContain("51", request.Values));
    }

    [Fact]
    public void A_batch_that_is_lost_for_good_stops_the_run()
    {
        using var desk = new Desk();
        desk.Send(Calls.Once(1, NewGroup(out var haltGroup)), Calls.Once(2, haltGroup));
        desk.UnderWay[0].Answer("", HttpStatusCode.InternalServerError);

        Assert.Equal("OutcomeUnknown OutcomeUnknown", desk.Outcomes());
        desk.Send(Calls.Once(3, haltGroup));
        Assert.Equal("NotRun", desk.Outcomes());
    }

    [Theory]
    [InlineData("OPERATION_TIME_LIMIT")]
    [InlineData("INTERNAL_SERVER_ERROR")]
    [InlineData("CONNECTION_ERROR")]
    public void An_item_that_may_go_again_takes_those_behind_it_along(string code)
    {
        using var desk = new Desk();
        desk.Send(Run(60));
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0], value => value == "3" ? code : null));
        desk.Settle(Answers.Echo);

        Assert.Equal(string.Join(' ', Values(1, 60)), desk.Outcomes());
        var sent = desk.Network.Requests.Skip(1).SelectMany(request => request.Values).ToList();
        Assert.Equal(Values(3, 60), sent);
    }

    [Fact]
    public void An_item_that_went_again_in_vain_ends_with_its_own_error()
    {
        using var desk = new Desk();
        desk.Send(Run(5));
        desk.Settle(request => Answers.Echo(request, value => value == "3" ? "INTERNAL_SERVER_ERROR" : null));

        Assert.Equal("1 2 INTERNAL_SERVER_ERROR NotRun NotRun", desk.Outcomes());
    }

    [Fact]
    public void A_refused_rate_stops_nothing()
    {
        using var desk = new Desk();
        desk.Send(Run(60));
        desk.UnderWay[0].Answer(Answers.Error("QUERY_LIMIT_EXCEEDED"), HttpStatusCode.ServiceUnavailable);
        desk.Settle(Answers.Echo);

        Assert.Equal(string.Join(' ', Values(1, 60)), desk.Outcomes());
    }

    private static Call[] Run(int count)
    {
        var haltGroup = new HaltGroup();
        return [.. Enumerable.Range(1, count).Select(chat => Calls.Change(chat, haltGroup))];
    }

    private static HaltGroup NewGroup(out HaltGroup haltGroup) => haltGroup = new HaltGroup();

    private static string[] Values(int first, int last) => [.. Enumerable.Range(first, last - first + 1).Select(value => $"{value}")];
}
