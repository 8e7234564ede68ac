using System;
using System.Linq;

namespace Bitrix24.Sandbox.Tests;

/// <summary>What the kinds of request limits let in, and when they let in one more.</summary>
public sealed class RequestLimits
{
    [Fact]
    public void A_bucket_drains_all_the_time()
    {
        var counter = new BucketLimit(3, 2).CreateCounter(0);

        Assert.Equal(3, Enter(counter, 10, at: 0));
        Assert.Equal(0.5, counter.NextAt(0), 6);
        Assert.Equal(0, Enter(counter, 1, at: 0.4));
        Assert.Equal(1, Enter(counter, 2, at: 0.5));
    }

    [Fact]
    public void A_bucket_of_whole_seconds_drains_at_once_when_its_second_is_over()
    {
        var counter = new BucketLimit(3, 2) { InWholeSeconds = true, Phase = 0.25 }.CreateCounter(0);

        Assert.Equal(3, Enter(counter, 10, at: 0));
        Assert.Equal(0.75, counter.NextAt(0), 6);
        Assert.Equal(0, Enter(counter, 1, at: 0.74));
        Assert.Equal(2, Enter(counter, 10, at: 0.75));
        Assert.Equal(2, Enter(counter, 10, at: 1.75));
    }

    [Fact]
    public void A_bucket_may_begin_part_full_and_count_what_it_refuses()
    {
        var counter = new BucketLimit(10, 1, CountRefused: true) { Filled = 0.8 }.CreateCounter(0);

        Assert.Equal(2, Enter(counter, 5, at: 0));
        Assert.Equal(4, counter.NextAt(0), 6);
    }

    [Fact]
    public void A_window_grants_all_anew_when_it_begins()
    {
        var counter = new WindowLimit(5, 10) { Phase = 0.5 }.CreateCounter(0);

        Assert.Equal(5, Enter(counter, 10, at: 1));
        Assert.Equal(5, counter.NextAt(1), 6);
        Assert.Equal(5, Enter(counter, 10, at: 5));
        Assert.Equal(0, Enter(counter, 10, at: 14.9));
    }

    [Fact]
    public void A_sliding_window_forgets_each_by_itself()
    {
        var counter = new WindowLimit(2, 10, IsSliding: true).CreateCounter(0);

        Assert.Equal(1, Enter(counter, 1, at: 0));
        Assert.Equal(1, Enter(counter, 5, at: 4));
        Assert.Equal(10, counter.NextAt(4), 6);
        Assert.Equal(1, Enter(counter, 5, at: 10));
        Assert.Equal(14, counter.NextAt(10), 6);
    }

    [Fact]
    public void A_queue_makes_wait_what_comes_too_early()
    {
        var counter = new QueueLimit(2, 2).CreateCounter(0);

        var delays = Enumerable.Range(0, 4).Select(_ => counter.TryEnter(0, out var delay) ? delay : double.NaN).ToArray();

        Assert.Equal([0, 0.5, 1, double.NaN], delays);
        Assert.Equal(0.5, counter.NextAt(0), 6);
    }

    [Fact]
    public void So_many_are_worked_on_at_once()
    {
        var counter = new UnderWayLimit(2).CreateCounter(0);

        Assert.Equal(2, Enter(counter, 5, at: 0));
        Assert.True(double.IsPositiveInfinity(counter.NextAt(100)));
        counter.Leave();
        Assert.Equal(1, Enter(counter, 5, at: 100));
    }

    [Fact]
    public void A_limit_may_become_another()
    {
        var counter = new BucketLimit(1, 1).CreateCounter(0);
        Assert.Equal(1, Enter(counter, 5, at: 0));
        counter.Change(4);

        Assert.Equal(0.25, counter.NextAt(0), 6);
    }

    private static int Enter(RequestCounter counter, int requests, double at) =>
        Enumerable.Range(0, requests).Count(request => counter.TryEnter(at, out _));
}
