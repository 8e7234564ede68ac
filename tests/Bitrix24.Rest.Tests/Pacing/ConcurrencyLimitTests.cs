using System;

namespace Bitrix24.Rest.Tests;

/// <summary>How many requests may be under way at once.</summary>
public sealed class ConcurrencyLimitTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 16, 13, 0, 0, TimeSpan.Zero);

    private readonly ConcurrencyLimit _limit = new();

    [Fact]
    public void Before_there_are_answers_there_may_be_as_many_as_the_largest_plan_takes()
    {
        Answer(at: 0, took: 1);
        Answer(at: 1, took: 1);

        Assert.Equal(320, _limit.At(Now.AddSeconds(1)));
    }

    [Fact]
    public void Then_twice_what_is_needed_at_the_rate_of_the_answers_and_some_that_wait()
    {
        Answer(at: 0, took: 1);
        Answer(at: 0.5, took: 1);
        Answer(at: 1, took: 1);

        // Three seconds of work in one, twice, as much again for the queue, and the four that always may.
        Assert.Equal(16, _limit.At(Now.AddSeconds(1)));
        Assert.Equal(10, _limit.At(Now.AddSeconds(2)));
        Assert.Equal(124, _limit.At(Now.AddSeconds(0.01)));
    }

    [Fact]
    public void Answers_count_for_ten_seconds()
    {
        Answer(at: 0, took: 1);
        Answer(at: 5, took: 1);
        Answer(at: 10, took: 1);
        Assert.Equal(5, _limit.At(Now.AddSeconds(10)));

        Answer(at: 11, took: 1);
        Answer(at: 12, took: 1);
        Assert.Equal(5, _limit.At(Now.AddSeconds(14)));
        Assert.Equal(320, _limit.At(Now.AddSeconds(21.5)));
    }

    [Fact]
    public void What_was_not_the_portals_work_counts_at_its_shortest_for_batches_and_single_calls_each()
    {
        Answer(at: 0, took: 3, work: 2);
        Answer(at: 0, took: 9, work: 2);
        Answer(at: 0, took: 9, work: 2, isBatch: true);

        // 3 and 3 of the single ones, 9 of the batch: twice, and two for each, in a second.
        Assert.Equal(40, _limit.At(Now.AddSeconds(1)));
    }

    [Fact]
    public void Who_is_answered_sooner_than_expected_was_on_its_way_for_no_time()
    {
        Answer(at: 0, took: 1, work: 2);
        Answer(at: 0, took: 1, work: 2);
        Answer(at: 0, took: 1, work: 2);

        Assert.Equal(22, _limit.At(Now.AddSeconds(1)));
    }

    [Theory]
    [InlineData(10, false, 5)]
    [InlineData(9, false, 4)]
    [InlineData(1, false, 1)]
    [InlineData(10, true, 5)]
    [InlineData(2, true, 4)]
    public void After_a_loss_there_may_be_half_as_many_but_a_few_where_only_the_time_was_over(int underWay, bool isTimeout, int expected)
    {
        _limit.OnLoss(underWay, isTimeout);
        Assert.Equal(expected, _limit.At(Now));

        Answer(at: 0, took: 1);
        Assert.Equal(expected + 1, _limit.At(Now));
    }

    [Fact]
    public void A_loss_never_lets_more_under_way_than_before()
    {
        _limit.OnLoss(4, isTimeout: false);
        _limit.OnLoss(100, isTimeout: true);

        Assert.Equal(2, _limit.At(Now));
        _limit.OnLoss(100, isTimeout: false);
        Assert.Equal(1, _limit.At(Now));
    }

    [Fact]
    public void Answers_never_let_more_than_the_most_under_way_and_those_before_a_rest_say_nothing()
    {
        Answer(at: 0, took: 1);
        Answer(at: 0, took: 1);
        Answer(at: 0, took: 1);
        _limit.OnSent(underWay: 1, Now);
        Assert.Equal(16, _limit.At(Now.AddSeconds(1)));
        _limit.OnSent(underWay: 0, Now);
        Assert.Equal(320, _limit.At(Now.AddSeconds(1)));

        Answer(at: 2, took: 1);
        Answer(at: 2, took: 1);
        Answer(at: 2, took: 1);
        Assert.Equal(16, _limit.At(Now.AddSeconds(3)));
    }

    private void Answer(double at, int took, int work = 0, bool isBatch = false) =>
        _limit.OnAnswer(TimeSpan.FromSeconds(took), TimeSpan.FromSeconds(work), isBatch, Now.AddSeconds(at));
}
