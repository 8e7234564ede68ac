using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace Bitrix24.Rest.Tests;

/// <summary>A connection that was given a rate of its own sends no more than that, whatever the portal would let in.</summary>
public sealed class MaximumRateTests
{
    [Theory]
    [InlineData(0.1, 1)]
    [InlineData(0.5, 1)]
    [InlineData(1, 1)]
    [InlineData(2.5, 2.5)]
    [InlineData(10, 10)]
    public void In_any_time_it_sends_what_the_rate_gives_and_a_second_of_it_at_once(double rate, double burst)
    {
        using var desk = new Desk(policy: new() { MaximumRequestRate = rate });
        var sent = RunAll(desk, 2000);

        Assert.Equal(2000, desk.Counters.Succeeded);
        for (var first = 0; first < sent.Count; first++)
        {
            for (var last = first; last < sent.Count; last++)
            {
                Assert.True(last - first + 1 <= burst + (rate * (sent[last] - sent[first])) + 1e-3, $"{first} to {last} of {rate}");
            }
        }

        // And it uses it: from the second request on one leaves as soon as it may.
        Assert.InRange(sent[^1] - sent[0], (sent.Count - 1 - burst) / rate, ((sent.Count - 1) / rate) + 3);
    }

    [Fact]
    public void What_somebody_waits_for_keeps_to_it_too()
    {
        using var desk = new Desk(policy: new() { MaximumRequestRate = 0.1 });
        desk.Send(Calls.Read("a"));
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        var urgent = Calls.Read("b");
        desk.Send(urgent);

        Assert.Empty(desk.UnderWay);
        Assert.Equal(HoldReason.OwnRate, desk.Client.Dispatcher.Hold!.Reason);
        var before = desk.Time.Elapsed;
        desk.Settle(Answers.Echo);
        Assert.Equal("a b", desk.Outcomes());
        Assert.InRange((desk.Time.Elapsed - before).TotalSeconds, 9, 11);
        Assert.Equal(1, desk.Counters.Waits);
    }

    [Fact]
    public void Another_connection_to_the_portal_is_not_held_by_it()
    {
        using var slow = new Desk(policy: new() { MaximumRequestRate = 0.01 });
        using var quick = new Desk(beside: slow);
        slow.Send(Calls.Read("a"));
        slow.UnderWay[0].Answer(Answers.Echo(slow.UnderWay[0]));
        slow.Send(Calls.Read("b"));
        var before = slow.Time.Elapsed;
        quick.Send(Enumerable.Range(0, 200).Select(number => Calls.Read($"{number}")));
        quick.Settle(Answers.Echo);

        Assert.Equal(200, quick.Counters.Succeeded);
        Assert.InRange((slow.Time.Elapsed - before).TotalSeconds, 0, 5);
    }

    [Fact]
    public void The_limit_that_the_portal_has_holds_beside_it()
    {
        using var desk = new Desk(policy: new() { MaximumRequestRate = 1000 });
        desk.Send(Calls.Read("a"));
        desk.UnderWay[0].Answer(Answers.Error("QUERY_LIMIT_EXCEEDED"), HttpStatusCode.ServiceUnavailable);

        Assert.Empty(desk.UnderWay);
        Assert.Equal(HoldReason.RequestLimit, desk.Client.Dispatcher.Hold!.Reason);
        desk.Settle(Answers.Echo);
        Assert.Equal("a", desk.Outcomes());
    }

    [Fact]
    public void Full_batches_make_up_for_a_low_rate()
    {
        using var desk = new Desk(policy: new() { MaximumRequestRate = 0.5 });

        Assert.Equal(20, RunAll(desk, 1000).Count);
    }

    private static List<double> RunAll(Desk desk, int calls)
    {
        var sent = new List<double>();
        desk.Send(Enumerable.Range(0, calls).Select(number => Calls.Read($"{number}")));
        desk.Run(request =>
        {
            sent.Add(desk.Time.Elapsed.TotalSeconds);
            request.Answer(Answers.Echo(request));
        });
        return sent;
    }
}
