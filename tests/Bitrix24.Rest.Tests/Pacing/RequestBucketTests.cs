using System.Collections.Generic;
using Portal;

namespace Bitrix24.Rest.Tests;

/// <summary>What the client believes of a portal's limit, by what is let in and what is refused.</summary>
public sealed class RequestBucketTests
{
    private readonly RequestBucket _bucket;

    public RequestBucketTests() => _bucket = new(new SteadyClock(new VirtualTime()), seed: 1);

    [Fact]
    public void The_strictest_plan_is_held_and_one_request_beyond_it_asks_for_more()
    {
        var given = TakeAll();

        Assert.Equal(51, given.Count);
        Assert.True(given[50].IsProbe);
        Settle(given[50], isRefused: true);
        Assert.Empty(TakeAll());
    }

    [Fact]
    public void One_request_beyond_that_is_answered_shows_the_next_plan()
    {
        Settle(TakeAll()[50], isRefused: false);

        Assert.Equal((250 - 51, 5.0), _bucket.Look());
    }

    [Fact]
    public void One_late_arrival_does_not_make_the_larger_plan_an_unlimited_one()
    {
        Settle(TakeAll()[50], isRefused: false);
        var given = TakeAll();
        var (first, second) = (given[^2], given[^1]);
        Assert.True(first.IsProbe && second.IsProbe);
        Assert.Equal(252 - 51, given.Count);

        Settle(first, isRefused: false);
        Settle(second, isRefused: true);
        Assert.Empty(TakeAll());
        Assert.Equal(5.0, _bucket.Look().PerSecond);
    }

    [Fact]
    public void A_lost_request_beyond_the_plan_shows_nothing()
    {
        var given = TakeAll();
        _bucket.Settle(given[50], RequestFate.Lost, retryAfter: null);
        Assert.Equal((0, 2.0), _bucket.Look());
        Assert.Empty(TakeAll());

        Settle(given[0], isRefused: false);
        Assert.True(Assert.Single(TakeAll()).IsProbe);
    }

    [Fact]
    public void A_portal_without_a_limit_is_found()
    {
        Settle(TakeAll()[50], isRefused: false);
        var given = TakeAll();
        Settle(given[^2], isRefused: false);
        Settle(given[^1], isRefused: false);

        Assert.True(double.IsPositiveInfinity(_bucket.Look().PerSecond));
    }

    [Fact]
    public void What_was_given_back_can_be_given_again()
    {
        var given = TakeAll();
        _bucket.Return(given[50]);

        Assert.True(Assert.Single(TakeAll()).IsProbe);
    }

    private List<RequestTicket> TakeAll()
    {
        var given = new List<RequestTicket>();
        while (given.Count < 1_000 && _bucket.TryTake(out var ticket, out _))
        {
            given.Add(ticket);
        }

        return given;
    }

    private void Settle(RequestTicket ticket, bool isRefused) => _bucket.Settle(ticket, isRefused ? RequestFate.Refused : RequestFate.Answered, retryAfter: null);
}
