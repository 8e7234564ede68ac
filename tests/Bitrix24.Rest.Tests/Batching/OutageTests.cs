using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Bitrix24.Rest.Tests;

/// <summary>A portal that nothing gets through to for a while: that is one fact about the portal, and none about each call.</summary>
public sealed class OutageTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

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
        Run(desk, Until(Minute, request => request.Break(Unreached(error))));

        Assert.All(desk.Take(), static call => Assert.Null(call.Error));
        Assert.InRange(desk.Time.Elapsed, Minute, TimeSpan.FromSeconds(110));
    }

    [Fact]
    public void A_certificate_that_is_refused_for_a_minute_costs_no_call()
    {
        using var desk = new Desk();
        desk.Send(Mixed(300));
        Run(desk, Until(Minute, static request => request.Break(
            new HttpRequestException(HttpRequestError.SecureConnectionError, "x", new AuthenticationException("x")))));

        Assert.All(desk.Take(), static call => Assert.Null(call.Error));
    }

    [Fact]
    public void No_call_is_sent_meanwhile_and_one_request_at_a_time_asks_with_growing_pauses()
    {
        using var desk = new Desk();
        var asks = new List<double>();
        desk.Send(Mixed(600));
        Run(desk, Until(4 * Minute, request =>
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
        Run(desk, Until(Minute, static request => request.Break(Unreached()), andThen: request =>
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
        Run(desk, Until(Minute, request =>
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
        Run(desk, Until(Minute, static request => request.Break(new HttpRequestException("x", new System.IO.IOException("x")))));

        Assert.All(desk.Take(), static call => Assert.Null(call.Error));
    }

    [Fact]
    public void One_call_that_no_server_survives_is_no_outage()
    {
        using var desk = new Desk();
        desk.Send(Enumerable.Range(0, 200).Select(static number => Calls.Read($"{number}")));
        Run(desk, static request =>
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
        Assert.Null(desk.Client.Dispatcher.Outage);
    }

    [Fact]
    public void A_method_that_no_server_survives_ends_the_connection_as_it_did()
    {
        using var desk = new Desk();
        desk.Send(Enumerable.Range(0, 20_000).Select(static number => Calls.Read($"{number}")));
        Run(desk, static request =>
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
        Assert.InRange(desk.Time.Elapsed, 10 * Minute, 12 * Minute);
    }

    [Fact]
    public void Any_answer_of_the_portal_ends_it()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        desk.Send(Calls.Read("b"));
        desk.UnderWay[0].Break(Unreached());
        Assert.True(desk.UnderWay[1].IsAsk);
        desk.UnderWay[0].Answer(Answers.Error("INTERNAL_SERVER_ERROR"), HttpStatusCode.InternalServerError);

        Assert.Equal("a", desk.UnderWay[1].Values[0]);
    }

    [Fact]
    public void An_answer_that_only_asks_to_be_slower_ends_it_too()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        desk.UnderWay[0].Break(Unreached());
        Assert.True(desk.UnderWay[0].IsAsk);
        desk.UnderWay[0].Answer(Answers.Error("QUERY_LIMIT_EXCEEDED"), HttpStatusCode.ServiceUnavailable);
        desk.Settle(Answers.Echo);

        Assert.Equal("a", desk.Outcomes());
    }

    [Fact]
    public void One_warning_tells_of_it_and_one_of_its_end()
    {
        using var desk = new Desk();
        desk.Send(Mixed(600));
        Run(desk, Until(Minute, static request => request.Break(Unreached())));

        var warnings = Told(desk).Where(static line => line.IsWarning).Select(static line => line.Text).ToList();
        Assert.Equal(2, warnings.Count);
        Assert.Matches(
            "^The portal cannot be reached since [0-9:]{8}; asking again in [345] s, until [0-9:]{8}\\. Nothing answers at example", warnings[0]);
        Assert.Matches("^The portal is back\\. It could not be reached for (6[0-9]|[78][0-9]|90) s; the run goes on\\.$", warnings[1]);
    }

    [Fact]
    public void A_single_connection_that_is_not_made_is_not_told_of_as_one()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        desk.UnderWay[0].Break(Unreached());
        Assert.Null(desk.Client.Dispatcher.Outage);
        desk.Settle(Answers.Echo);

        Assert.Equal("a", desk.Outcomes());
        Assert.DoesNotContain(Told(desk), static line => line.IsWarning);
    }

    [Fact]
    public void It_is_seen_while_it_lasts()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        desk.UnderWay[0].Break(Unreached());
        var since = desk.Client.Clock.Now;
        for (var ask = 0; ask < 3; ask++)
        {
            Assert.Null(desk.Client.Dispatcher.Outage);
            Assert.True(AdvanceToRequest(desk));
            desk.UnderWay[0].Break(Unreached());
        }

        Assert.Equal(since, desk.Client.Dispatcher.Outage!.Value.Since);
        Assert.InRange((desk.Client.Dispatcher.Outage.Value.AskAt - desk.Client.Clock.Now).TotalSeconds, 3.2, 4.8);
        Assert.Equal(HoldReason.Outage, desk.Client.Dispatcher.Hold!.Reason);
        desk.Settle(Answers.Echo);
        Assert.Null(desk.Client.Dispatcher.Outage);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(300)]
    [InlineData(3_600)]
    public void After_as_long_as_the_user_waits_the_connection_ends_and_each_call_has_its_error(int seconds)
    {
        using var desk = new Desk(policy: new() { OutageTimeout = TimeSpan.FromSeconds(seconds) });
        desk.Send(Mixed(900));
        Run(desk, static request => request.Break(Unreached()));

        var calls = desk.Take();
        Assert.Equal(900, calls.Select(static call => call.Error).Distinct().Count());
        Assert.All(calls, static call => Assert.Equal(OwnErrorId.ConnectionLost, call.Error!.Id));
        Assert.StartsWith("The portal could not be reached for ", desk.Client.Dispatcher.End!.Description, StringComparison.Ordinal);
        Assert.InRange(desk.Time.Elapsed.TotalSeconds, seconds, seconds + 2);
        Assert.Equal((900, 0), (desk.Counters.NotSent, desk.Counters.Failed));
    }

    [Fact]
    public void A_portal_that_takes_connections_in_vain_is_asked_no_longer_than_that()
    {
        using var desk = new Desk();
        desk.Send(Mixed(900));
        Run(desk, static request =>
        {
            if (!request.IsAsk)
            {
                request.Break(Unreached());
            }
        });

        Assert.Equal(OwnErrorId.ConnectionLost, desk.Client.Dispatcher.End!.Id);
        Assert.InRange(desk.Time.Elapsed.TotalSeconds, 300, 331);
    }

    [Fact]
    public void Zero_lets_the_tries_run_out_as_for_any_other_loss()
    {
        using var desk = new Desk(policy: new() { OutageTimeout = TimeSpan.Zero });
        desk.Send(Calls.Read("a"), Calls.Once(1));
        Run(desk, static request => request.Break(Unreached()));

        Assert.Equal("ConnectionFailed ConnectionFailed", desk.Outcomes());
        Assert.InRange(desk.Time.Elapsed.TotalSeconds, 5, 9);
        Assert.DoesNotContain(desk.Network.Requests, static request => request.IsAsk);
    }

    [Fact]
    public void A_check_of_the_connection_fails_after_its_own_tries()
    {
        using var desk = new Desk();
        var check = new Call<string>(Calls.ReadMethod, [new("CODE", "x")]) { IsCheck = true, Setbacks = new() { Losses = 2 } };
        desk.Send(check);
        Run(desk, static request => request.Break(Unreached()));

        Assert.Equal("ConnectionFailed", desk.Outcomes());
        Assert.InRange(desk.Time.Elapsed.TotalSeconds, 0.8, 1.3);
        Assert.DoesNotContain(Told(desk), static line => line.IsWarning);
        Assert.Null(desk.Client.Dispatcher.End);
    }

    [Fact]
    public void A_check_in_the_middle_of_it_asks_at_once_and_what_waits_goes_on_waiting()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        desk.UnderWay[0].Break(Unreached());
        for (var ask = 0; ask < 6; ask++)
        {
            Assert.True(AdvanceToRequest(desk));
            desk.UnderWay[0].Break(Unreached());
        }

        var other = new CallSequence<int>(desk.Client.Dispatcher);
        var check = new Call<string>(Calls.ReadMethod, [new("CODE", "x")]) { IsCheck = true };
        other.Add(0, check);
        other.Flush();
        Assert.True(Assert.Single(desk.UnderWay).IsAsk);
        desk.UnderWay[0].Break(Unreached());

        Assert.Equal("ConnectionFailed", check.Error!.Id);
        Assert.False(desk.Pipeline.HasNext);
        desk.Settle(Answers.Echo);
        Assert.Equal("a", desk.Outcomes());
    }

    [Fact]
    public void A_check_that_finds_the_portal_back_lets_everything_go_on()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        desk.UnderWay[0].Break(Unreached());
        AdvanceToRequest(desk);
        desk.UnderWay[0].Break(Unreached());
        desk.Send(new Call<string>(Calls.ReadMethod, [new("CODE", "x")]) { IsCheck = true });
        var before = desk.Time.Elapsed;
        while (desk.UnderWay.Count > 0)
        {
            desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        }

        Assert.Equal("a x", desk.Outcomes());
        Assert.Equal(before, desk.Time.Elapsed);
    }

    [Fact]
    public void Nobody_asks_while_nobody_waits()
    {
        using var desk = new Desk();
        desk.Send(Mixed(100));
        desk.UnderWay[0].Break(Unreached());
        desk.Pipeline.Withdraw();
        while (desk.UnderWay.Count > 0)
        {
            desk.UnderWay[0].Break(Unreached());
        }

        var sent = desk.Network.Requests.Count;
        desk.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(sent, desk.Network.Requests.Count);

        desk.Send(Calls.Once(1));
        Assert.True(Assert.Single(desk.UnderWay).IsAsk);
        desk.Settle(Answers.Echo);
        Assert.Equal("1", desk.Outcomes());
    }

    [Fact]
    public void A_stopped_run_waits_for_nothing()
    {
        using var desk = new Desk();
        desk.Send(Mixed(100));
        while (desk.UnderWay.Count > 0)
        {
            desk.UnderWay[0].Break(Unreached());
        }

        var left = desk.Pipeline.Leave(new Heir());
        Assert.All(left, static one => Assert.Equal(OwnErrorId.NotRun, one.Call.Error!.Id));
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
        var batches = new List<TimeSpan>();
        desk.Send(Enumerable.Range(0, 15_000).Select(static number => Calls.Read($"{number}")));
        Run(desk, request =>
        {
            var now = desk.Time.Elapsed;
            if (now > Minute && now < 2 * Minute)
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
            batches.Add(now);
            request.Answer(Answers.Echo(request));
        });

        Assert.All(desk.Take(), static call => Assert.Null(call.Error));

        // 300 requests: 50 at once, 120 in the first minute, and what the bucket has drained in the outage at once after it.
        Assert.InRange(refused, 1, sent / 10);
        Assert.InRange(desk.Time.Elapsed.TotalSeconds, 120, 190);
        Assert.All(batches.Chunk(20).Skip(1), chunk => Assert.InRange(chunk.Length, 1, 20));
    }

    private static IEnumerable<Call> Mixed(int count) => Enumerable.Range(1, count).Select(static number => (number % 3) switch
    {
        0 => Calls.Read($"{number}"),
        1 => Calls.Change(number),
        _ => (Call)Calls.Once(number),
    });

    private static HttpRequestException Unreached(SocketError error = SocketError.ConnectionRefused) =>
        new(HttpRequestError.ConnectionError, "x", new SocketException((int)error));

    private static Func<Desk, Action<ScriptedRequest>> Until(
        TimeSpan end, Action<ScriptedRequest> meanwhile, Action<ScriptedRequest>? andThen = null) =>
        desk => request =>
        {
            if (desk.Time.Elapsed < end)
            {
                meanwhile(request);
            }
            else if (andThen is not null)
            {
                andThen(request);
            }
            else
            {
                request.Answer(Answers.Echo(request));
            }
        };

    private static void Run(Desk desk, Func<Desk, Action<ScriptedRequest>> network) => Run(desk, network(desk));

    /// <summary>Lets the network do as it does until every call has its outcome.</summary>
    private static void Run(Desk desk, Action<ScriptedRequest> network)
    {
        var seen = 0;
        while (!IsOver(desk.Counters))
        {
            if (seen < desk.Network.Requests.Count)
            {
                network(desk.Network.Requests[seen++]);
            }
            else
            {
                Assert.True(desk.Time.AdvanceToNextTimer());
            }
        }
    }

    private static bool AdvanceToRequest(Desk desk)
    {
        while (desk.UnderWay.Count == 0)
        {
            if (!desk.Time.AdvanceToNextTimer())
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsOver(Counters counters) =>
        counters.Calls == counters.Succeeded + counters.Failed + counters.NotSent + counters.Abandoned;

    private static List<Notice> Told(Desk desk)
    {
        var lines = new List<Notice>();
        while (desk.Client.Notices.TryTake(out var line))
        {
            lines.Add(line!);
        }

        return lines;
    }

    private sealed class Heir : ICallOwner
    {
        public PipelineThread Thread => PipelineThread.None;

        public void OnCompleted(Call call)
        {
        }
    }
}
