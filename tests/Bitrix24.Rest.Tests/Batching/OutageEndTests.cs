using System;
using System.Linq;
using System.Net;
using static Bitrix24.Rest.Tests.Outages;

namespace Bitrix24.Rest.Tests;

/// <summary>When an outage begins and ends, and how it is told of.</summary>
public sealed class OutageEndTests
{
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
        desk.Run(Until(Minute, static request => request.Break(Unreached())));

        var warnings = Told(desk).Where(static line => line.IsWarning).Select(static line => line.Text).ToList();
        Assert.Equal(2, warnings.Count);
        Assert.Matches(
            "^The portal cannot be reached since [0-9:]{8}; asking again in [345] s, until [0-9:]{8}\\. Nothing answers at example",
            warnings[0]);
        Assert.Matches("^The portal is back\\. It could not be reached for (6[0-9]|[78][0-9]|90) s; the run goes on\\.$", warnings[1]);
    }

    [Fact]
    public void A_single_connection_that_is_not_made_is_not_told_of_as_one()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        desk.UnderWay[0].Break(Unreached());
        Assert.Null(desk.Client.Dispatcher.Hold?.Since);
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
            Assert.Null(desk.Client.Dispatcher.Hold?.Since);
            Assert.True(AdvanceToRequest(desk));
            desk.UnderWay[0].Break(Unreached());
        }

        var hold = desk.Client.Dispatcher.Hold!;
        Assert.Equal((HoldReason.Outage, since), (hold.Reason, hold.Since));
        Assert.InRange((hold.Until - desk.Client.Clock.Now).TotalSeconds, 3.2, 4.8);
        desk.Settle(Answers.Echo);
        Assert.Null(desk.Client.Dispatcher.Hold?.Since);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(300)]
    [InlineData(3_600)]
    public void After_as_long_as_the_user_waits_the_connection_ends_and_each_call_has_its_error(int seconds)
    {
        using var desk = new Desk(policy: new() { OutageTimeout = TimeSpan.FromSeconds(seconds) });
        desk.Send(Mixed(900));
        desk.Run(static request => request.Break(Unreached()));

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
        desk.Run(static request =>
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
        desk.Run(static request => request.Break(Unreached()));

        Assert.Equal("ConnectionFailed ConnectionFailed", desk.Outcomes());
        Assert.InRange(desk.Time.Elapsed.TotalSeconds, 5, 9);
        Assert.DoesNotContain(desk.Network.Requests, static request => request.IsAsk);
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
        Assert.All(left, static one => Assert.Equal(OwnErrorId.NotRun, one.Call!.Error!.Id));
    }

    private sealed class Heir : ICallOwner
    {
        public PipelineThread Thread => PipelineThread.None;

        public void OnCompleted(Call call)
        {
        }
    }
}
