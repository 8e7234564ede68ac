using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;

namespace Bitrix24.Rest.Tests;

public sealed class LostRequestTests
{
    public static TheoryData<string> Losses => new("timeout", "502", "503", "504", "500 INTERNAL_SERVER_ERROR", "empty", "cut", "reset");

    [Theory]
    [MemberData(nameof(Losses))]
    public void Calls_that_may_run_twice_go_again(string loss)
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"), Calls.Change(2));
        Lose(desk, loss);
        desk.Settle(Answers.Echo);

        Assert.Equal("a 2", desk.Outcomes());
        Assert.Equal(2, desk.Counters.Retries);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_call_that_must_not_run_twice_is_never_sent_again(string loss)
    {
        using var desk = new Desk();
        desk.Send(Calls.Once(1), Calls.Once(2));
        Lose(desk, loss);

        Assert.Empty(desk.UnderWay);
        var calls = desk.Take();
        Assert.All(calls, call => Assert.Equal("OutcomeUnknown", call.Error!.Id));
        Assert.All(calls, call => Assert.Equal("test.once", call.Error!.Method));
        Assert.All(calls, call => Assert.Null(call.Error!.Code));
        Assert.Single(desk.Network.Requests);
        Assert.Equal(2, desk.Counters.Failed);
    }

    [Theory]
    [InlineData("QUERY_LIMIT_EXCEEDED", 503)]
    [InlineData("QUERY_LIMIT_EXCEEDED", 200)]
    [InlineData("OPERATION_TIME_LIMIT", 429)]
    [InlineData("CONNECTION_ERROR", 401)]
    public void A_refusal_known_to_come_before_the_work_lets_any_call_go_again(string code, int status)
    {
        using var desk = new Desk();
        desk.Send(Calls.Once(1));
        desk.UnderWay[0].Answer(Answers.Error(code), (HttpStatusCode)status);
        desk.Settle(Answers.Echo);

        Assert.Equal("1", desk.Outcomes());
        Assert.Equal(2, desk.Network.Requests.Count);
    }

    [Fact]
    public void A_connection_that_was_never_made_lets_any_call_go_again()
    {
        using var desk = new Desk();
        desk.Send(Calls.Once(1));
        desk.UnderWay[0].Break(new HttpRequestException(
            "x", new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.ConnectionRefused)));
        desk.Settle(Answers.Echo);

        Assert.Equal("1", desk.Outcomes());
    }

    [Fact]
    public void Lost_calls_go_in_smaller_batches_after_growing_delays_and_end_with_the_error_they_met()
    {
        using var desk = new Desk();
        desk.Send(Enumerable.Range(0, 50).Select(number => Calls.Read($"{number}")));
        var sent = new List<(TimeSpan At, int Calls)>();
        desk.Settle(request =>
        {
            sent.Add((desk.Time.Elapsed, request.Calls));
            return "<html>";
        });

        Assert.Equal(string.Join(' ', Enumerable.Repeat("InvalidResponse", 50)), desk.Outcomes());
        Assert.Equal([50, 25, 25], sent.Take(3).Select(one => one.Calls));
        Assert.All(sent.Skip(3), one => Assert.InRange(one.Calls, 1, 12));
        Assert.InRange(sent.Count, 4, 30);
        Assert.Equal(sent.Select(one => one.At).Order(), sent.Select(one => one.At));
        Assert.Equal(200, desk.Network.Requests.Sum(request => request.Calls));
        Assert.Equal((50, 150), (desk.Counters.Failed, desk.Counters.Retries));
    }

    [Fact]
    public void The_delay_before_each_try_doubles()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        var times = new List<double>();
        for (var round = 0; round < 4; round++)
        {
            while (desk.UnderWay.Count == 0)
            {
                Assert.True(desk.Time.AdvanceToNextTimer());
            }

            times.Add(desk.Time.Elapsed.TotalSeconds);
            desk.UnderWay[0].Answer("", HttpStatusCode.InternalServerError);
        }

        Assert.Equal("InvalidResponse", desk.Outcomes());
        Assert.InRange(times[1] - times[0], 0.8, 1.2);
        Assert.InRange(times[2] - times[1], 1.6, 2.4);
        Assert.InRange(times[3] - times[2], 3.2, 4.8);
    }

    [Fact]
    public void How_often_is_the_callers_choice()
    {
        using var desk = new Desk(policy: new RetryPolicy { MaximumRetryCount = 0 });
        desk.Send(Calls.Read("a"));
        desk.UnderWay[0].Answer("", HttpStatusCode.BadGateway);

        Assert.Equal("InvalidResponse", desk.Outcomes());
        Assert.Single(desk.Network.Requests);
    }

    [Fact]
    public void What_the_server_asks_to_wait_is_kept_within_reason()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        Answer(desk, "7");
        desk.Time.Advance(TimeSpan.FromSeconds(6.9));
        Assert.Empty(desk.UnderWay);
        desk.Time.Advance(TimeSpan.FromSeconds(0.1));
        Answer(desk, "99999999");
        desk.Time.Advance(RetryPolicy.Default.LongestRetryAfter);

        Assert.Single(desk.UnderWay);

        static void Answer(Desk desk, string retryAfter)
        {
            var response = ScriptedHandler.Json("", HttpStatusCode.ServiceUnavailable);
            response.Headers.Add("Retry-After", retryAfter);
            desk.UnderWay[0].Answer(response);
        }
    }

    [Fact]
    public void An_answer_that_does_not_come_is_a_time_out()
    {
        using var desk = new Desk(policy: new RetryPolicy { MaximumRetryCount = 0 });
        desk.Send(Calls.Read("a"));
        desk.Time.Advance(RetryPolicy.Default.RequestTimeout - TimeSpan.FromSeconds(1));
        Assert.Single(desk.UnderWay);
        desk.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(desk.UnderWay);
        var error = Assert.Single(desk.Take()).Error!;
        Assert.Equal("RequestTimeout", error.Id);
        Assert.Equal("No answer within 90 seconds.", error.Description);
        Assert.Null(error.HttpStatus);
    }

    [Fact]
    public void A_call_that_was_lost_keeps_its_place_in_the_results()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        desk.Send(Calls.Read("b"));
        desk.UnderWay[0].Answer("", HttpStatusCode.BadGateway);
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        Assert.False(desk.Pipeline.HasNext);
        desk.Settle(Answers.Echo);

        Assert.Equal("a b", desk.Outcomes());
    }

    [Fact]
    public void Whoever_watches_is_told_of_what_goes_again()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"), Calls.Read("b"));
        desk.UnderWay[0].Answer("", HttpStatusCode.InternalServerError);

        Assert.True(desk.Client.Notices.TryTake(out var line));
        Assert.Equal(
            "A request with 2 calls was lost (HTTP 500 with an empty body from example.bitrix24.com.). 2 of them go again.", line!.Text);
        Assert.True(desk.Client.Notices.TryTake(out line));
        Assert.StartsWith("What was lost goes again after a pause: waiting ", line!.Text, StringComparison.Ordinal);
        Assert.False(desk.Client.Notices.TryTake(out _));
        Assert.Equal(HoldReason.Retry, desk.Client.Dispatcher.Hold!.Reason);
    }

    private static void Lose(Desk desk, string loss)
    {
        var request = Assert.Single(desk.UnderWay);
        switch (loss)
        {
            case "timeout":
                desk.Time.Advance(RetryPolicy.Default.RequestTimeout);
                break;
            case "empty":
                request.Answer("");
                break;
            case "cut":
                request.Answer("""{"result":{"result":{"c0":""");
                break;
            case "reset":
                request.Break(new HttpRequestException("secret words", new System.IO.IOException("secret words")));
                break;
            case "500 INTERNAL_SERVER_ERROR":
                request.Answer(Answers.Error("INTERNAL_SERVER_ERROR"), HttpStatusCode.InternalServerError);
                break;
            default:
                request.Answer("<html>", (HttpStatusCode)int.Parse(loss, System.Globalization.CultureInfo.InvariantCulture));
                break;
        }
    }
}
