using System;
using System.Linq;
using System.Net;
using System.Net.Http;

namespace Bitrix24.Rest.Tests;

/// <summary>A portal that is not there, or that only refuses, is not tried for each of many calls anew.</summary>
public sealed class GiveUpRuleTests
{
    private const int Many = 10_000;

    [Fact]
    public void A_portal_that_never_answers_ends_the_connection_and_every_call_has_its_error()
    {
        using var desk = new Desk();
        desk.Send(Enumerable.Range(0, Many).Select(number => Calls.Read($"{number}")));
        desk.Run(static _ => { });

        var calls = desk.Take();
        Assert.Equal(Many, calls.Count);
        Assert.All(calls, call => Assert.Contains(call.Error!.Id, new[] { OwnErrorId.ConnectionLost, OwnErrorId.RequestTimeout }));
        Assert.Equal(OwnErrorId.ConnectionLost, desk.Client.Dispatcher.End!.Id);
        Assert.InRange(desk.Time.Elapsed, RetryPolicy.Default.LongestSilence, RetryPolicy.Default.LongestSilence + TimeSpan.FromMinutes(3));
        AssertAllCounted(desk);
    }

    [Fact]
    public void A_portal_that_cannot_be_reached_costs_no_longer()
    {
        using var desk = new Desk();
        desk.Send(Enumerable.Range(0, Many).Select(number => Calls.Read($"{number}")));
        desk.Run(static request => request.Break(new HttpRequestException()));

        Assert.All(desk.Take(), call => Assert.Contains(call.Error!.Id, new[] { OwnErrorId.ConnectionLost, OwnErrorId.ConnectionFailed }));
        Assert.InRange(desk.Time.Elapsed, TimeSpan.Zero, RetryPolicy.Default.LongestSilence + TimeSpan.FromMinutes(1));
        AssertAllCounted(desk);
    }

    [Fact]
    public void A_portal_that_is_gone_is_not_hammered()
    {
        using var desk = new Desk();
        desk.Send(Enumerable.Range(0, Many).Select(number => Calls.Read($"{number}")));
        desk.Run(static request => request.Break(new HttpRequestException()));

        Assert.InRange(desk.Network.Requests.Count, 4, 50 + (2.1 * desk.Time.Elapsed.TotalSeconds));
        AssertAllCounted(desk);
    }

    [Fact]
    public void One_time_out_and_one_refusal_of_the_rate_are_no_end()
    {
        using var desk = new Desk(policy: new() { RequestTimeout = TimeSpan.FromMinutes(40) });
        desk.Send(Calls.Read("a"));
        desk.Run(request =>
            {
                if (desk.Network.Requests.Count == 2)
                {
                    request.Answer(Answers.Error("QUERY_LIMIT_EXCEEDED"), HttpStatusCode.ServiceUnavailable);
                }
                else if (desk.Network.Requests.Count > 2)
                {
                    request.Answer(Answers.Echo(request));
                }
            });

        Assert.Equal("a", desk.Outcomes());
    }

    [Fact]
    public void A_server_that_asks_for_time_is_given_it()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        desk.Run(request =>
            {
                if (desk.Network.Requests.Count < 3)
                {
                    var page = ScriptedHandler.Json("<html></html>", HttpStatusCode.ServiceUnavailable);
                    page.Headers.RetryAfter = new(TimeSpan.FromMinutes(10));
                    request.Answer(page);
                }
                else
                {
                    request.Answer(Answers.Echo(request));
                }
            });

        Assert.Equal("a", desk.Outcomes());
        Assert.InRange(desk.Time.Elapsed, TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(21));
    }

    [Fact]
    public void A_portal_that_tells_of_ever_longer_work_is_not_waited_for_ever_longer()
    {
        Assert.Equal(RetryPolicy.Default.RequestTimeout, RetryPolicy.Default.TimeoutFor(TimeSpan.FromSeconds(45)));
        Assert.Equal(TimeSpan.FromSeconds(100), RetryPolicy.Default.TimeoutFor(TimeSpan.FromSeconds(50)));
        Assert.Equal(TimeSpan.FromMinutes(10), RetryPolicy.Default.TimeoutFor(TimeSpan.FromDays(1)));
    }

    [Fact]
    public void A_refusal_of_yesterday_is_not_held_against_a_method()
    {
        using var desk = new Desk();
        desk.Send(Calls.Change(1));
        desk.UnderWay[0].Answer(Answers.Error("OPERATION_TIME_LIMIT"), HttpStatusCode.TooManyRequests);
        desk.Pipeline.Withdraw();
        desk.Time.Advance(TimeSpan.FromDays(1));
        desk.Send(Calls.Change(2));
        desk.UnderWay[0].Answer(Answers.Error("OPERATION_TIME_LIMIT"), HttpStatusCode.TooManyRequests);
        desk.Run(request =>
        {
            if (!request.Task.IsCompleted)
            {
                request.Answer(Answers.Echo(request));
            }
        });

        Assert.Equal("2", desk.Outcomes());
    }

    [Fact]
    public void One_call_to_a_portal_that_does_not_answer_fails_by_itself_and_the_connection_lives()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        desk.Run(static _ => { });

        Assert.Equal("RequestTimeout", desk.Outcomes());
        Assert.Null(desk.Client.Dispatcher.End);
        desk.Send(Calls.Read("b"));
        desk.Run(static request => request.Answer(Answers.Echo(request)));
        Assert.Equal("b", desk.Outcomes());
    }

    [Fact]
    public void One_answer_now_and_then_keeps_the_connection()
    {
        using var desk = new Desk();
        var number = 0;
        desk.Send(Enumerable.Range(0, 2_000).Select(code => Calls.Read($"{code}")));
        desk.Run(request =>
            {
                if (++number % 7 == 0)
                {
                    request.Answer(Answers.Echo(request));
                }
            });

        Assert.Null(desk.Client.Dispatcher.End);
        Assert.True(desk.Time.Elapsed > RetryPolicy.Default.LongestSilence);
        AssertAllCounted(desk);
    }

    [Fact]
    public void The_time_without_calls_is_no_silence()
    {
        using var desk = new Desk(policy: new() { OutageTimeout = TimeSpan.Zero });
        for (var hour = 0; hour < 5; hour++)
        {
            desk.Send(Calls.Read("a"));
            desk.Run(static request => request.Break(new HttpRequestException()));
            desk.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(string.Join(' ', Enumerable.Repeat("ConnectionFailed", 5)), desk.Outcomes());
        Assert.Null(desk.Client.Dispatcher.End);
    }

    [Fact]
    public void Who_asks_for_many_tries_gets_them()
    {
        using var desk = new Desk(policy: new() { MaximumRetryCount = 100, RetryInterval = TimeSpan.FromMinutes(1) });
        desk.Send(Calls.Read("a"));
        desk.Run(request =>
            {
                if (desk.Network.Requests.Count > 100)
                {
                    request.Answer(Answers.Echo(request));
                }
                else
                {
                    request.Break(new HttpRequestException());
                }
            });

        Assert.Equal("a", desk.Outcomes());
    }

    [Fact]
    public void A_rate_that_is_refused_for_half_an_hour_ends_the_connection_with_that_refusal()
    {
        using var desk = new Desk();
        desk.Send(Enumerable.Range(0, Many).Select(number => Calls.Read($"{number}")));
        desk.Run(static request => request.Answer(Answers.Error("QUERY_LIMIT_EXCEEDED"), HttpStatusCode.ServiceUnavailable));

        var calls = desk.Take();
        Assert.Equal(Many, calls.Count);
        Assert.All(calls, static call => Assert.Equal("QUERY_LIMIT_EXCEEDED", call.Error!.Code));
        Assert.Equal("QUERY_LIMIT_EXCEEDED", desk.Client.Dispatcher.End!.Code);
        Assert.InRange(desk.Time.Elapsed, RetryPolicy.Default.LongestRefusal, RetryPolicy.Default.LongestRefusal + TimeSpan.FromMinutes(1));
        AssertAllCounted(desk);
    }

    [Fact]
    public void A_method_that_is_refused_for_half_an_hour_is_not_tried_for_each_of_its_calls_and_others_go_on()
    {
        using var desk = new Desk();
        desk.Send(Enumerable.Range(1, 1_000).Select(chat => Calls.Change(chat)));
        desk.Run(static request => request.Answer(Answers.Echo(request, static _ => "OPERATION_TIME_LIMIT")));

        Assert.All(desk.Take(), static call => Assert.Equal("OPERATION_TIME_LIMIT", call.Error!.Code));
        Assert.InRange(
            desk.Time.Elapsed, RetryPolicy.Default.LongestRefusal, RetryPolicy.Default.LongestRefusal + TimeSpan.FromMinutes(11));
        Assert.Null(desk.Client.Dispatcher.End);
        AssertAllCounted(desk);

        desk.Send(Calls.Change(1), Calls.Read("a"));
        desk.Run(static request => request.Answer(Answers.Echo(request)));
        Assert.Equal("OPERATION_TIME_LIMIT a", desk.Outcomes());
        desk.Time.Advance(TimeSpan.FromMinutes(10));
        desk.Send(Calls.Change(1));
        desk.Run(static request => request.Answer(Answers.Echo(request)));
        Assert.Equal("1", desk.Outcomes());
    }

    [Fact]
    public void What_waits_for_its_chat_ends_with_its_method()
    {
        using var desk = new Desk(policy: new() { RequestTimeout = TimeSpan.FromHours(1) });
        desk.Send(Calls.Once(1));
        desk.Send(Calls.Change(1), Calls.Change(2));
        while (desk.Counters.Failed == 0)
        {
            if (desk.UnderWay is [var busy, var request])
            {
                Assert.Equal(["1", "2"], [Assert.Single(busy.Values), Assert.Single(request.Values)]);
                request.Answer(Answers.Error("OPERATION_TIME_LIMIT"), HttpStatusCode.TooManyRequests);
            }
            else
            {
                Assert.True(desk.Time.AdvanceToNextTimer());
            }
        }

        Assert.Equal(1, desk.Counters.NotSent);
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        Assert.Equal("1 OPERATION_TIME_LIMIT OPERATION_TIME_LIMIT", desk.Outcomes());
        AssertAllCounted(desk);
    }

    private static void AssertAllCounted(Desk desk) => Assert.True(desk.IsOver);
}
