using System;
using System.Collections.Generic;
using System.Linq;
using Bitrix24.Sandbox;
using Portal;

namespace Bitrix24.Rest.Tests;

/// <summary>What a pace makes of each thing that can become of a request.</summary>
public sealed class RequestPaceTests
{
    private readonly VirtualTime _time = new();
    private readonly RequestPace _pace;

    public RequestPaceTests() => _pace = new RequestPace(new SteadyClock(_time), seed: 1);

    [Fact]
    public void A_handful_leaves_at_once_and_the_rest_with_their_answers()
    {
        var leases = Drain(waiting: 100);

        Assert.Equal(4, leases.Count);
        Advance(0.02);
        leases.ForEach(Answer);
        Assert.InRange(Drain(waiting: 96).Count, 1, 5);
    }

    [Fact]
    public void A_leave_that_was_not_used_leaves_its_place_to_another()
    {
        var leases = Drain(waiting: 100);

        _pace.Release(leases[0]);

        Assert.Single(Drain(waiting: 96));
    }

    [Fact]
    public void After_a_lost_request_no_more_leave_than_the_strictest_plan_grants_until_an_answer_comes()
    {
        SendAndAnswer(48);
        var lost = Take();
        Advance(0.02);
        _pace.Report(lost, RequestFate.Lost, retryAfter: null);

        var wait = Wait();

        Assert.InRange(wait.TotalSeconds, 0.01, 1);
        Advance(wait.TotalSeconds);
        Answer(Take());
        Assert.Null(_pace.PerSecond);
        Assert.False(_pace.KnowsLimit);
    }

    [Theory]
    [InlineData(0.02, 0.11)]
    [InlineData(1, 1)]
    public void What_is_not_refused_in_three_ways_or_a_second_counts_as_let_in_though_its_answer_takes_longer(double way, double known)
    {
        var refused = Take();
        Advance(way);
        _pace.Report(refused, RequestFate.Refused, retryAfter: null);
        while (!_pace.TryAcquire(1000, out _, out var wait))
        {
            Advance(wait.TotalSeconds);
        }

        Assert.Equal(known, Wait().TotalSeconds, precision: 3);
        Advance(known);
        Take();
    }

    [Fact]
    public void Where_a_refusal_took_long_the_next_one_is_waited_for_twice_as_long()
    {
        var quick = Take();
        Advance(0.02);
        Answer(quick);
        var refused = Take();
        Advance(0.2);
        _pace.Report(refused, RequestFate.Refused, retryAfter: null);
        while (!_pace.TryAcquire(1000, out _, out var wait))
        {
            Advance(wait.TotalSeconds);
        }

        Assert.Equal(0.45, Wait().TotalSeconds, precision: 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7.5)]
    public void Nothing_leaves_before_a_retry_after_is_over(double seconds)
    {
        Refuse(Take(), seconds);

        Assert.Equal(seconds, Wait().TotalSeconds, precision: 3);
        Advance(seconds);
        Assert.NotNull(Take());
    }

    [Fact]
    public void Refusals_at_the_end_of_each_retry_after_make_the_next_one_longer_up_to_twelve_times()
    {
        var waits = new List<double>();
        for (var refusal = 0; refusal < 10; refusal++)
        {
            Refuse(Take(), retryAfter: 2);
            waits.Add(Wait().TotalSeconds);
            Advance(waits[^1]);
        }

        Assert.Equal([2, 3, 4.5, 6.75], waits.GetRange(0, 4), static (one, other) => Math.Abs(one - other) < 0.01);
        Assert.Equal(24, waits[^1], precision: 2);
    }

    [Fact]
    public void Answers_make_the_next_retry_after_short_again()
    {
        Refuse(Take(), retryAfter: 2);
        Advance(2);
        Refuse(Take(), retryAfter: 2);
        Advance(3);
        SendAndAnswer(30);

        Refuse(Drain(waiting: 1000)[0], retryAfter: 2);

        Assert.Equal(2, Wait().TotalSeconds, precision: 2);
    }

    [Fact]
    public void What_was_under_way_together_and_is_refused_together_is_one_event()
    {
        var leases = Drain(waiting: 100);
        Advance(0.02);
        leases.ForEach(lease => Refuse(lease, retryAfter: 2));

        Assert.Equal(2, Wait().TotalSeconds, precision: 3);
    }

    [Fact]
    public void A_plan_is_believed_to_the_digit_when_a_second_refusal_confirms_it()
    {
        var limit = new BucketLimit(50, 2).CreateCounter(0);
        Run(limit, 50);
        Assert.Null(_pace.PerSecond);

        for (var requests = 0; _pace.PerSecond is null && requests < 50; requests++)
        {
            Run(limit, 1);
        }

        Assert.Equal(2, _pace.PerSecond);
    }

    [Fact]
    public void A_portal_that_grants_no_plan_is_believed()
    {
        var limit = new BucketLimit(100, 10).CreateCounter(0);

        Run(limit, 600);

        Assert.Equal(10, _pace.PerSecond!.Value, tolerance: 1);
    }

    [Fact]
    public void A_limit_that_is_raised_is_found()
    {
        var limit = new BucketLimit(20, 2).CreateCounter(0);
        Run(limit, 100);
        limit.Change(4);

        Run(limit, 800);

        Assert.Equal(8, _pace.PerSecond!.Value, tolerance: 1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(RequestFate.Answered)]
    [InlineData(RequestFate.Lost)]
    public void What_was_sent_after_a_refused_request_is_no_part_of_what_was_let_in_before_it(object? fate)
    {
        Assert.Equal(RateWith(after: 0, null), RateWith(after: 5, (RequestFate?)fate), precision: 6);
    }

    /// <summary>The rate that is found where so many more were sent after the refused request, and this is known of them.</summary>
    private static double RateWith(int after, RequestFate? fate)
    {
        var tests = new RequestPaceTests();
        tests.Run(new BucketLimit(100, 10).CreateCounter(0), 600);
        tests.Advance(3);
        var refused = tests.Take();
        var others = Enumerable.Range(0, after).Select(_ => tests.Take()).ToList();
        tests.Advance(0.02);
        others.ForEach(lease =>
        {
            if (fate is { } known)
            {
                tests._pace.Report(lease, known, retryAfter: null);
            }
        });
        tests._pace.Report(refused, RequestFate.Refused, retryAfter: null);
        return tests._pace.PerSecond!.Value;
    }

    private static void AssertProgress(int step) => Assert.True(step < 100_000, "The pace stands still.");

    private void Run(RequestCounter limit, int requests)
    {
        for (var (done, step) = (0, 0); done < requests; step++)
        {
            AssertProgress(step);
            if (!_pace.TryAcquire(requests - done, out var lease, out var wait))
            {
                Advance(Math.Max(wait.TotalSeconds, 1e-4));
                continue;
            }

            var isIn = limit.TryEnter(_time.Elapsed.TotalSeconds, out _);
            Advance(0.005);
            _pace.Report(lease, isIn ? RequestFate.Answered : RequestFate.Refused, retryAfter: null);
            done += isIn ? 1 : 0;
        }
    }

    private void SendAndAnswer(int requests)
    {
        for (var (sent, step) = (0, 0); sent < requests; step++)
        {
            AssertProgress(step);
            if (_pace.TryAcquire(requests, out var lease, out var wait))
            {
                Advance(0.005);
                Answer(lease);
                sent++;
            }
            else
            {
                Advance(wait.TotalSeconds);
            }
        }
    }

    private List<RequestLease> Drain(int waiting)
    {
        var leases = new List<RequestLease>();
        while (leases.Count < waiting && _pace.TryAcquire(waiting - leases.Count, out var lease, out _))
        {
            leases.Add(lease);
        }

        return leases;
    }

    private RequestLease Take()
    {
        Assert.True(_pace.TryAcquire(1000, out var lease, out var wait), $"It waits {wait}.");
        return lease;
    }

    private TimeSpan Wait()
    {
        Assert.False(_pace.TryAcquire(1000, out _, out var wait));
        return wait;
    }

    private void Answer(RequestLease lease) => _pace.Report(lease, RequestFate.Answered, retryAfter: null);

    private void Refuse(RequestLease lease, double retryAfter) =>
        _pace.Report(lease, RequestFate.Refused, ExactTime.OfSeconds(retryAfter));

    private void Advance(double seconds) => _time.Advance(ExactTime.OfSeconds(seconds));
}
