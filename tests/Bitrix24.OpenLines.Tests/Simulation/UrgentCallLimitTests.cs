using System;
using System.Threading;
using Bitrix24.Rest;
using Bitrix24.Sandbox;
using Portal;
using Portal.Faults;

namespace Bitrix24.OpenLines.Tests;

/// <summary>What somebody sits and waits for, where a limit holds up a bulk that it has nothing to do with, in virtual time.</summary>
public sealed class UrgentCallLimitTests
{
    private const int Starts = 3_000;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);
    private readonly VirtualTime _time = new();

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void The_operating_time_of_other_methods_holds_it_up_no_more_than_that_of_batches(bool toBatch, bool isCheck)
    {
        var options = new SandboxOptions
        {
            Time = _time,
            Bucket = new(50, 2),
            Latency = TimeSpan.FromMilliseconds(50),
            OperatingLimit = 420,
            OperatingCharge = toBatch ? OperatingCharge.ToBatch : OperatingCharge.PerMethod,
        };
        var portal = PortalOf(options);
        var bulk = new SimulatedRun(portal, _time, Starts, Start);
        while (bulk.Dispatcher.Hold?.Reason != HoldReason.OperatingLimit)
        {
            bulk.Step();
            Assert.True(_time.AdvanceToNextTimer());
        }

        var took = UrgentCalls.Wait(_time, bulk.Dispatcher, isCheck ? UrgentCalls.Check() : [SimulatedRun.Open(1)], bulk.Step);

        Assert.InRange(took, TimeSpan.Zero, Soon);
        Assert.Equal(HoldReason.OperatingLimit, bulk.Dispatcher.Hold?.Reason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_limit_of_what_is_under_way_does_not_hold_it_up(bool isCheck)
    {
        var options = new SandboxOptions { Time = _time, Latency = TimeSpan.FromMilliseconds(50) };
        var dispatcher = Connect(new FaultHandler(new SandboxHandler(PortalOf(options)), FaultSchedule.Of(FaultKind.BodyTruncated), _time));
        var bulk = new CallSequence<long>(dispatcher) { Thread = new(static () => false) };
        bulk.Add(0, SimulatedRun.Open(1));
        bulk.Flush();

        // After the loss one request may be under way, and it takes 25 seconds.
        for (var number = 1; number <= 100; number++)
        {
            bulk.Add(number, Start(number));
        }

        bulk.Flush();
        while (bulk.Count > 100 - 1)
        {
            Assert.True(_time.AdvanceToNextTimer());
            while (bulk.TryTake(out _))
            {
            }
        }

        var took = UrgentCalls.Wait(_time, dispatcher, isCheck ? UrgentCalls.Check() : [SimulatedRun.Open(2)]);

        Assert.InRange(took, TimeSpan.Zero, Soon);
        Assert.True(bulk.Count > 0);
    }

    private static Call<bool> Start(long number) => SessionMethods.OnChat(SessionMethods.Start, new(ChatDirectory.GeneratedBase + number));

    private static SandboxPortal PortalOf(SandboxOptions options)
    {
        options.Durations[SessionMethods.Start.Name] = ExactTime.OfSeconds(0.5);
        var portal = SandboxPortal.CreateDefault(options);
        portal.AddChats(Starts);
        return portal;
    }

    private Dispatcher Connect(FaultHandler handler)
    {
        // With a context on the thread, answers would be carried on by other threads, in no order.
        SynchronizationContext.SetSynchronizationContext(null);
        Assert.True(WebhookAddress.TryParse(DefaultData.AdminWebhook, out var credentials, out _));
        return Bitrix24Client.ForHandler(credentials!, handler, _time).Dispatcher;
    }
}
