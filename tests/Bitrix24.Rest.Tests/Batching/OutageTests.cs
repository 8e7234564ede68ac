using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using static Bitrix24.Rest.Tests.Outages;

namespace Bitrix24.Rest.Tests;

/// <summary>A portal that nothing gets through to for a while: that is one fact about the portal, and none about each call.</summary>
public sealed class OutageTests
{
    [Theory]
    [InlineData(SocketError.ConnectionRefused)]
    [InlineData(SocketError.HostUnreachable)]
    [InlineData(SocketError.NetworkUnreachable)]
    [InlineData(SocketError.TimedOut)]
    [InlineData(SocketError.HostNotFound)]
    public void A_minute_without_a_connection_costs_no_call_whatever_its_class(SocketError error)
    {
        using var desk = new Desk();
        desk.Send(Mixed(600));
        desk.Run(Until(Minute, request => request.Break(Unreached(error))));

        Assert.All(desk.Take(), static call => Assert.Null(call.Error));
        Assert.InRange(desk.Time.Elapsed, Minute, TimeSpan.FromSeconds(110));
    }

    [Fact]
    public void A_certificate_that_is_refused_for_a_minute_costs_no_call()
    {
        using var desk = new Desk();
        desk.Send(Mixed(300));
        desk.Run(Until(Minute, static request => request.Break(
            new HttpRequestException("x", new AuthenticationException("x")))));

        Assert.All(desk.Take(), static call => Assert.Null(call.Error));
    }

    [Fact]
    public void No_call_is_sent_meanwhile_and_one_request_at_a_time_asks_with_growing_pauses()
    {
        using var desk = new Desk();
        var asks = new List<double>();
        desk.Send(Mixed(600));
        desk.Run(Until(TimeSpan.FromMinutes(4), request =>
        {
            if (request.IsAsk)
            {
                asks.Add(desk.Time.Elapsed.TotalSeconds);
                Assert.Single(desk.UnderWay);
            }
            else
            {
                Assert.True(asks.Count == 0, "A call was sent into the outage.");
            }

            request.Break(Unreached());
        }));

        var pauses = asks.Zip(asks.Skip(1), static (one, next) => next - one).ToList();
        Assert.InRange(asks.Count, 10, 15);
        Assert.Equal(0, asks[0]);
        Assert.InRange(pauses[0], 0.8, 1.2);
        Assert.InRange(pauses[1], 1.6, 2.4);
        Assert.All(pauses, static pause => Assert.InRange(pause, 0.8, 30.001));
        Assert.InRange(pauses[^1], 24, 30.001);
        Assert.All(desk.Take(), static call => Assert.Null(call.Error));
    }

    [Fact]
    public void The_tries_of_the_calls_are_as_many_afterwards_as_before()
    {
        using var desk = new Desk(policy: new() { MaximumRetryCount = 1 });
        desk.Send(Calls.Read("a"));
        desk.UnderWay[0].Break(Unreached());
        desk.Run(Until(Minute, static request => request.Break(Unreached()), andThen: request =>
        {
            if (desk.Network.Requests.Count(static other => !other.IsAsk) == 2)
            {
                request.Answer("", HttpStatusCode.InternalServerError);
            }
            else
            {
                request.Answer(Answers.Echo(request));
            }
        }));

        Assert.Equal("a", desk.Outcomes());
        Assert.Equal(3, desk.Network.Requests.Count(static request => !request.IsAsk));
    }

    [Theory]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(522)]
    public void A_front_server_with_nothing_behind_it_costs_what_it_has_taken_at_the_most(int status)
    {
        using var desk = new Desk();
        desk.Send(Enumerable.Range(0, 600).Select(static number => Calls.Read($"{number}"))
            .Concat(Enumerable.Range(1, 600).Select(static chat => Calls.Once(chat))));
        var touched = 0;
        desk.Run(Until(Minute, request =>
        {
            touched += request.Calls;
            request.Answer("<html>", (HttpStatusCode)status);
        }));

        var failed = desk.Take().Where(static call => call.Error is not null).ToList();
        Assert.All(failed, static call => Assert.Equal(("OutcomeUnknown", "test.once"), (call.Error!.Id, call.Method.Name)));
        Assert.InRange(failed.Count, 0, touched);
        Assert.InRange(touched, 1, 800);
        Assert.Null(desk.Client.Dispatcher.End);
    }

    [Fact]
    public void Connections_that_break_at_once_for_a_minute_cost_no_call_that_may_go_again()
    {
        using var desk = new Desk();
        desk.Send(Enumerable.Range(1, 300).Select(static chat => Calls.Change(chat)));
        desk.Run(Until(Minute, static request => request.Break(new HttpRequestException("x", new System.IO.IOException("x")))));

        Assert.All(desk.Take(), static call => Assert.Null(call.Error));
    }

    [Fact]
    public void One_call_that_no_server_survives_is_no_outage()
    {
        using var desk = new Desk();
        desk.Send(Enumerable.Range(0, 200).Select(static number => Calls.Read($"{number}")));
        desk.Run(static request =>
        {
            if (!request.IsAsk && request.Values.Contains("77"))
            {
                request.Answer("<html>", HttpStatusCode.BadGateway);
            }
            else
            {
                request.Answer(Answers.Echo(request));
            }
        });

        Assert.InRange(desk.Take().Count(static call => call.Error is not null), 1, 6);
        Assert.DoesNotContain(Told(desk), static line => line.IsWarning);
        Assert.Null(desk.Client.Dispatcher.Hold?.Since);
    }

    [Fact]
    public void A_method_that_no_server_survives_ends_the_connection_as_it_did()
    {
        using var desk = new Desk();
        desk.Send(Enumerable.Range(0, 20_000).Select(static number => Calls.Read($"{number}")));
        desk.Run(static request =>
        {
            if (request.IsAsk)
            {
                request.Answer(Answers.Echo(request));
            }
            else
            {
                request.Answer("<html>", HttpStatusCode.BadGateway);
            }
        });

        Assert.Equal(OwnErrorId.ConnectionLost, desk.Client.Dispatcher.End!.Id);
        Assert.StartsWith("The portal has given no answer for 10", desk.Client.Dispatcher.End.Description, StringComparison.Ordinal);
        Assert.InRange(desk.Time.Elapsed, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(12));
    }

    [Fact]
    public void A_proxy_that_cannot_reach_the_portal_is_waited_for_and_one_that_refuses_is_not()
    {
        Assert.True(ProxyFailure.OfAnswer(default, HttpStatusCode.BadGateway, "x").IsUnreached);
        Assert.True(ProxyFailure.OfAnswer(default, status: null, "x").IsUnreached);
        Assert.False(ProxyFailure.OfAnswer(default, HttpStatusCode.Forbidden, "x").IsUnreached);
        Assert.False(ProxyFailure.OfAnswer(default, HttpStatusCode.ProxyAuthenticationRequired, "x").IsUnreached);
    }

    [Fact]
    public void The_pace_is_the_same_afterwards()
    {
        // A bucket of 50 that drains two a second, as the portal counts: what it never saw is not in it.
        using var desk = new Desk();
        var (level, at) = (0.0, TimeSpan.Zero);
        var (refused, sent) = (0, 0);
        desk.Send(Enumerable.Range(0, 15_000).Select(static number => Calls.Read($"{number}")));
        desk.Run(request =>
        {
            var now = desk.Time.Elapsed;
            if (now > Minute && now < TimeSpan.FromMinutes(2))
            {
                request.Break(Unreached());
                return;
            }

            (level, at) = (Math.Max(0, level - ((now - at).TotalSeconds * 2)), now);
            sent++;
            if (level >= 50)
            {
                refused++;
                request.Answer(Answers.Error("QUERY_LIMIT_EXCEEDED"), HttpStatusCode.ServiceUnavailable);
                return;
            }

            level++;
            request.Answer(Answers.Echo(request));
        });

        Assert.All(desk.Take(), static call => Assert.Null(call.Error));

        // 300 requests: 50 at once, 120 in the first minute, and what the bucket has drained in the outage at once after it.
        Assert.InRange(refused, 1, sent / 10);
        Assert.InRange(desk.Time.Elapsed.TotalSeconds, 120, 190);
    }
}
