using System.Collections.Generic;

namespace Bitrix24.Rest.Tests;

/// <summary>What can be told of the requests that have left: how many, how fast, and what a limit must hold to have let them in.</summary>
public sealed class SentRequestsTests
{
    private readonly SentRequests _sent = new();

    [Fact]
    public void Of_nothing_sent_nothing_will_be_known()
    {
        Assert.Equal(double.PositiveInfinity, _sent.KnownAt);
        Assert.False(_sent.TryTakeLetIn(1000, out _));
        Assert.Equal(0, _sent.Unknown);
    }

    [Fact]
    public void The_rate_is_of_those_before_a_request_and_behind_a_number_from_a_moment_on()
    {
        // Each gap is another one, so that each choice of requests has a rate of its own.
        var leases = Send(10, static number => number * number);

        Assert.Equal(6 / (81.0 - 9), _sent.RateBefore(leases[9], after: 2, since: 0, gaps: 100));
        Assert.Equal(5 / (81.0 - 16), _sent.RateBefore(leases[9], after: 2, since: 16, gaps: 100));
        Assert.Equal(4 / (81.0 - 25), _sent.RateBefore(leases[9], after: 2, since: 0, gaps: 4));
    }

    [Fact]
    public void Four_and_fewer_have_no_rate()
    {
        var leases = Send(10, static number => number);

        Assert.NotNull(_sent.RateBefore(leases[9], after: 4, since: 0, gaps: 100));
        Assert.Null(_sent.RateBefore(leases[9], after: 5, since: 0, gaps: 100));
    }

    [Fact]
    public void One_that_was_refused_or_lost_counts_neither_behind_another_nor_in_a_rate()
    {
        var leases = Send(10, static number => number);
        _sent.Settle(leases[5], RequestFate.Refused, now: 11);
        _sent.Settle(leases[6], RequestFate.Lost, now: 11);
        _sent.Settle(leases[7], RequestFate.Answered, now: 11);

        // Itself is not behind itself.
        Assert.Equal(5, _sent.CountAfter(leases[2]));
        Assert.Equal(6 / 8.0, _sent.RateBefore(leases[9], after: 0, since: 0, gaps: 100));
    }

    [Fact]
    public void A_limit_holds_at_least_what_came_before_it_was_full_less_what_has_drained_since()
    {
        Send(6, static number => number);

        // The three before the fourth second, of which the first is three seconds old then.
        Assert.Equal(3 - (3 * 0.25), _sent.LeastBurst(new LastFull { At = 4 }, perSecond: 0.25));
        Assert.Equal(0, _sent.LeastBurst(new LastFull { At = 1 }, perSecond: 0.25));

        // One that drains faster than they came holds one at the least.
        Assert.Equal(0, _sent.LeastBurst(new LastFull { At = 4 }, perSecond: 4));
    }

    [Fact]
    public void The_last_thousand_and_twenty_four_are_remembered()
    {
        var leases = Send(1100, static number => number);

        Assert.Equal(1024, _sent.CountAfter(leases[0]));
    }

    [Fact]
    public void What_another_process_takes_over_is_the_same_once_each()
    {
        var leases = Send(1100, static number => number * 0.5);
        for (var index = 1; index < 1099; index++)
        {
            _sent.Settle(leases[index], RequestFate.Answered, now: 1000);
        }

        var other = Carry();

        Assert.Equal(2, other.Unknown);
        Assert.NotNull(other.Find(leases[0].Number));
        Assert.Null(other.Find(leases[1].Number));
        Assert.Equal(_sent.CountAfter(leases[600]), other.CountAfter(leases[600]));
        Assert.Equal(1024, other.CountAfter(new RequestLease(0, 0)));
    }

    [Fact]
    public void None_is_taken_over_twice_where_all_are_under_way()
    {
        Send(20, static number => number);

        var other = Carry();

        Assert.Equal(20, other.Unknown);
        Assert.Equal(20, other.CountAfter(new RequestLease(0, 0)));
    }

    [Fact]
    public void What_a_process_had_under_way_a_quarter_of_an_hour_ago_never_comes_back()
    {
        var old = _sent.Add(0);
        var young = _sent.Add(0.5);
        Send(1050, static number => 900 + (number / 1050.0 * 0.25));

        var other = Carry();

        Assert.Null(other.Find(old.Number));
        Assert.NotNull(other.Find(young.Number));
    }

    private List<RequestLease> Send(int requests, System.Func<int, double> at)
    {
        var leases = new List<RequestLease>();
        for (var number = 1; number <= requests; number++)
        {
            leases.Add(_sent.Add(at(number)));
        }

        return leases;
    }

    private SentRequests Carry()
    {
        var record = PaceRecord.Create();
        _sent.Carry(record);
        var other = new SentRequests();
        other.Carry(PaceRecord.Open(record.ToNumbers())!);
        return other;
    }
}
