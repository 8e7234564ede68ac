using System;
using System.Linq;
using System.Net;

namespace Bitrix24.Rest.Tests;

public sealed class ConnectionEndTests
{
    private const int ServiceUnavailable = 503;

    [Theory]
    [InlineData("INVALID_CREDENTIALS", 401)]
    [InlineData("ACCESS_DENIED", 401)]
    [InlineData("OVERLOAD_LIMIT", 401)]
    [InlineData("PORTAL_DELETED", 403)]
    [InlineData("user_access_error", 401)]
    [InlineData("expired_token", 401)]
    public void A_refusal_of_the_connection_ends_every_call_at_once_each_with_its_own_error(string code, int status)
    {
        using var desk = new Desk();
        desk.Send(Enumerable.Range(1, 50).Select(chat => Calls.Change(chat)));
        desk.Send(Calls.Change(1), Calls.Change(1));
        desk.UnderWay[0].Answer(Answers.Error(code), (HttpStatusCode)status);
        desk.Send(Calls.Read("later"));

        var calls = desk.Take();
        Assert.Single(desk.Network.Requests);
        Assert.Equal(53, calls.Count);
        Assert.All(calls, call => Assert.Equal(code, call.Error!.Code));
        Assert.Equal(53, calls.Select(call => call.Error).Distinct().Count());
        Assert.All(calls, call => Assert.Equal(call.Method.Name, call.Error!.Method));
        Assert.Equal(code, desk.Client.Dispatcher.End!.Code);
        Assert.Equal((53, 0, 50, 3), (desk.Counters.Calls, desk.Counters.Succeeded, desk.Counters.Failed, desk.Counters.NotSent));
    }

    [Fact]
    public void A_refusal_of_the_connection_inside_a_batch_ends_it_too_where_the_call_alone_is_refused_likewise()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"), Calls.Read("b"));
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0], value => value == "b" ? "insufficient_scope" : null));
        desk.UnderWay[0].Answer(Answers.Error("insufficient_scope"), HttpStatusCode.Unauthorized);
        desk.Send(Calls.Read("c"));

        Assert.Equal("a insufficient_scope insufficient_scope", desk.Outcomes());
    }

    [Theory]
    [InlineData("QUERY_LIMIT_EXCEEDED", ServiceUnavailable)]
    [InlineData("OPERATION_TIME_LIMIT", 429)]
    [InlineData("INTERNAL_SERVER_ERROR", 500)]
    public void What_would_go_again_ends_with_the_connection(string code, int status)
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        desk.Send(Calls.Read("b"));
        desk.UnderWay[0].Answer(Answers.Error("INVALID_CREDENTIALS"), HttpStatusCode.Unauthorized);
        desk.UnderWay[0].Answer(Answers.Error(code), (HttpStatusCode)status);

        Assert.Equal("INVALID_CREDENTIALS INVALID_CREDENTIALS", desk.Outcomes());
        AssertAllCounted(desk);
    }

    [Fact]
    public void What_waits_for_its_next_try_ends_with_the_connection()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        desk.UnderWay[0].Answer("", HttpStatusCode.BadGateway);
        desk.Client.Dispatcher.Close(Failure.Own(OwnErrorId.Disconnected, LocalizableText.Verbatim("Closed.")));

        Assert.Equal("Disconnected", desk.Outcomes());
        AssertAllCounted(desk);
    }

    [Fact]
    public void An_answer_that_comes_after_the_end_still_counts()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"), Calls.Read("b"));
        desk.Send(Calls.Read("c"));
        desk.Client.Dispose();
        Assert.True(desk.Network.IsDisposed);
        foreach (var request in desk.UnderWay)
        {
            request.Answer(Answers.Echo(request));
        }

        desk.Send(Calls.Read("d"));
        Assert.Equal("a b c Disconnected", desk.Outcomes());
        AssertAllCounted(desk);
    }

    [Fact]
    public void The_first_reason_stays()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        desk.UnderWay[0].Answer(Answers.Error("PORTAL_DELETED"), HttpStatusCode.Forbidden);
        desk.Client.Dispose();

        Assert.Equal("PORTAL_DELETED", desk.Client.Dispatcher.End!.Id);
    }

    private static void AssertAllCounted(Desk desk) =>
        Assert.Equal(desk.Counters.Calls, desk.Counters.Succeeded + desk.Counters.Failed + desk.Counters.NotSent + desk.Counters.Abandoned);
}
