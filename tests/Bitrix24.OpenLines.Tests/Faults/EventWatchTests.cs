using System;
using System.Linq;
using Portal.Faults;

namespace Bitrix24.OpenLines.Tests.Faults;

public sealed class EventWatchTests
{
    // Every third answer is lost when the portal has done its work, and twice nobody listens for a while.
    private static readonly FaultSchedule BadLine = FaultSchedule.Of(Enumerable.Range(1, 2_000).Select(static number =>
        number is (> 40 and < 48) or (> 160 and < 168) ? new Fault(FaultKind.ConnectionRefused)
        : number % 3 == 0 ? new Fault(number % 2 == 0 ? FaultKind.Cut : FaultKind.NeverAnswered) { AfterWork = true }
        : Fault.None));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_message_is_lost_whatever_befalls_the_line_the_portal_and_whoever_watches(int seed)
    {
        var random = new Random(seed);
        var portal = new WatchedPortal(BadLine);
        while (portal.Ask() is null)
        {
            portal.Rest();
        }

        for (var round = 0; round < 150; round++)
        {
            portal.Write(random.Next(4) * random.Next(60));
            if (portal.Ask(random.Next(8) == 0 ? random.Next(10) : int.MaxValue) is not null && random.Next(8) == 0)
            {
                portal.Restart();
            }

            portal.Rest();
        }

        while (portal.Ask() is null or > 0 || !portal.IsEmpty)
        {
            portal.Rest();
        }

        Assert.InRange(portal.Written.Count, 1_000, 100_000);
        Assert.True(portal.Taken.Count > portal.Written.Count, "Nothing came twice: then the test shows little.");
        Assert.Equal(portal.Written, portal.Taken.Distinct().Order());
        Assert.Null(portal.End);
    }

    [Fact]
    public void What_was_not_taken_comes_again_and_what_was_taken_is_confirmed_with_the_next_question()
    {
        var portal = new WatchedPortal();
        portal.Ask();
        portal.Write(3);
        portal.Ask(most: 2);
        portal.Restart();

        Assert.Equal(3, portal.Ask());
        portal.Restart();
        Assert.Equal(3, portal.Ask());
        Assert.Equal(0, portal.Ask());
        portal.Restart();
        Assert.Equal(0, portal.Ask());
    }

    [Fact]
    public void It_begins_with_the_offset_that_was_given()
    {
        var portal = new WatchedPortal();
        portal.Ask();
        portal.Write(3);
        portal.Ask(most: 0);
        var second = portal.Last!.Events[1].EventId;

        portal.Restart(second);

        Assert.Equal(2, portal.Ask());
        Assert.Equal(portal.Written.Skip(1), portal.Taken);
    }

    [Fact]
    public void It_asks_a_second_after_a_message_ever_more_slowly_in_silence_and_at_once_while_more_waits()
    {
        var portal = new WatchedPortal();
        double[] silence = [.. Enumerable.Range(0, 6).Select(_ => PauseAfter(portal, 0))];
        Assert.Equal([2, 4, 8, 10, 10, 10], silence);

        Assert.Equal([1, 2, 4, 1, 2], [.. new[] { 1, 0, 0, 1, 0 }.Select(written => PauseAfter(portal, written))]);
        Assert.Equal([0, 0, 1, 2], [.. new[] { 250, 0, 0, 0 }.Select(written => PauseAfter(portal, written))]);
    }

    [Fact]
    public void A_watch_in_silence_leaves_the_rate_of_the_portal_to_others()
    {
        var portal = new WatchedPortal();
        while (portal.Elapsed < TimeSpan.FromHours(1))
        {
            portal.Ask();
            portal.Rest();
        }

        Assert.InRange(portal.Handler.Sent.Count, 300, 370);
    }

    [Fact]
    public void The_subscription_is_asked_for_again_each_hour_and_after_a_question_that_was_lost()
    {
        var portal = new WatchedPortal(longest: TimeSpan.FromMinutes(10));
        while (portal.Elapsed < TimeSpan.FromHours(4.5))
        {
            portal.Ask();
            portal.Rest();
        }

        Assert.Equal(5, portal.Handler.Sent.Count(static request => request.Commands == 2));
    }

    [Theory]
    [InlineData(8 * 3600)]
    [InlineData(3 * 60)]
    public void A_machine_that_sleeps_during_a_question_asks_again_when_it_wakes(int seconds)
    {
        var portal = new WatchedPortal(FaultSchedule.Of(
            new[] { Fault.None, new Fault(FaultKind.Cut) }.Concat(Enumerable.Repeat(new Fault(FaultKind.NameNotResolved), 4))));
        portal.Ask();
        portal.Write(2);
        portal.Handler.Leaving = request =>
        {
            if (portal.Handler.Sent.Count == 2)
            {
                portal.Sleep(TimeSpan.FromSeconds(seconds));
            }
        };

        while (portal.Taken.Count == 0)
        {
            portal.Ask();
            portal.Rest();
        }

        Assert.Equal(portal.Written, portal.Taken);
    }

    [Fact]
    public void A_machine_that_sleeps_while_the_portal_is_away_waits_for_it_anew()
    {
        var portal = new WatchedPortal(FaultSchedule.Of(
            new[] { Fault.None }.Concat(Enumerable.Repeat(new Fault(FaultKind.ConnectionRefused), 12))));
        portal.Ask();
        portal.Write(2);
        portal.Handler.Leaving = request =>
        {
            if (portal.Handler.Sent.Count == 5)
            {
                portal.Sleep(TimeSpan.FromHours(8));
            }
        };

        while (portal.Taken.Count == 0)
        {
            portal.Ask();
            portal.Rest();
        }

        Assert.Equal(portal.Written, portal.Taken);
    }

    private static double PauseAfter(WatchedPortal portal, int written)
    {
        portal.Write(written);
        portal.Ask();
        var pause = portal.Watch.Pause;
        portal.Rest();
        return pause.TotalSeconds;
    }
}
