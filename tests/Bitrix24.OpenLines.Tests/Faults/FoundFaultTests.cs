using System;
using System.Linq;
using Bitrix24.Rest;
using Bitrix24.Sandbox;
using Portal;
using Portal.Faults;

namespace Bitrix24.OpenLines.Tests.Faults;

/// <summary>What random schedules have found, each in its shortest form.</summary>
public sealed class FoundFaultTests
{
    [Theory]
    [InlineData(FaultKind.WayLost)]
    [InlineData(FaultKind.Cut)]
    [InlineData(FaultKind.BodyUndecodable)]
    [InlineData(FaultKind.KeysInBothMaps)]
    [InlineData(FaultKind.ResultOfOtherForm)]
    public void A_one_shot_call_that_was_done_is_not_done_again_and_never_said_to_have_failed(FaultKind kind)
    {
        for (var dice = 0; dice < 40; dice++)
        {
            var desk = new FaultDesk(FaultSchedule.Of(new Fault(kind) { AfterWork = true, Dice = dice }));

            var ended = desk.Run(FaultJob.OneShot, 5);

            Assert.All(desk.Executions(FaultJob.OneShot, 5), static executions => Assert.Equal(1, executions));
            Assert.All(ended, static call => Assert.True(call.Error is null or { Id: OwnErrorId.OutcomeUnknown }, call.Error?.Message));
        }
    }

    [Fact]
    public void A_redirect_to_a_host_that_holds_the_secret_is_not_followed_and_not_told()
    {
        for (var dice = 0; dice < 36; dice++)
        {
            var desk = new FaultDesk(FaultSchedule.Of(new Fault(FaultKind.Redirect) { Dice = dice }));

            var ended = desk.Run(SessionMethods.Join, 1);

            Assert.DoesNotContain("sandboxwebhook1", string.Concat(ended[0].Error), StringComparison.OrdinalIgnoreCase);
            Assert.All(
                desk.Handler.Sent,
                static request => Assert.DoesNotContain("sandboxwebhook1", request.Host, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void An_absurd_time_does_not_hold_a_method_back_for_years()
    {
        for (var dice = 0; dice < 60; dice++)
        {
            var desk = new FaultDesk(
                FaultSchedule.Of(Enumerable.Range(dice, 3).Select(static each => new Fault(FaultKind.AbsurdTimes) { Dice = each })));

            desk.Run(SessionMethods.Join, 300);

            Assert.InRange(desk.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(25));
        }
    }

    [Fact]
    public void A_lane_ends_where_a_call_of_it_was_refused_for_too_long()
    {
        var desk = new FaultDesk(FaultSchedule.Of(Enumerable.Repeat(FaultKind.QueryLimit, 100_000)));
        var haltGroup = new HaltGroup();

        var ended = desk.Run(SessionMethods.Start, 120, haltGroup);

        // How many share a request depends on the requests left; the first request's calls end together.
        var refused = ended.TakeWhile(static call => call.Error!.Id == "QUERY_LIMIT_EXCEEDED").Count();
        Assert.InRange(refused, 1, 50);
        Assert.All(ended.Skip(refused), static call => Assert.Equal(OwnErrorId.NotRun, call.Error!.Id));
    }

    [Fact]
    public void A_limit_that_asks_to_come_back_at_once_is_not_hammered()
    {
        var desk = new FaultDesk(FaultSchedule.Of(Enumerable.Repeat(new Fault(FaultKind.OperatingLimit) { RetryAfter = "0" }, 100_000)));

        desk.Run(SessionMethods.Start, 2);

        Assert.InRange(desk.Handler.Sent.Count, 1, 40);
    }

    [Fact]
    public void A_rate_limit_inside_a_batch_is_not_hammered()
    {
        var desk = new FaultDesk(FaultSchedule.Of(Enumerable.Repeat(new Fault(FaultKind.ItemQueryLimit) { StrikesAll = true }, 100_000)));

        desk.Run(SessionMethods.Start, 50);

        Assert.InRange(desk.Handler.Sent.Count, 1, 100);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    public void A_portal_without_limits_is_served_to_the_end(int latency)
    {
        var time = new VirtualTime();
        var portal = SandboxPortal.CreateDefault(new() { Time = time, Latency = TimeSpan.FromMilliseconds(latency) });
        portal.AddChats(50_000);
        var run = new SimulatedRun(portal, time, 50_000);

        var took = SimulatedRun.Finish(time, run);

        Assert.Equal(50_000, run.Counters.Succeeded);
        Assert.InRange(took.TotalSeconds, 0, 60);
    }
}
