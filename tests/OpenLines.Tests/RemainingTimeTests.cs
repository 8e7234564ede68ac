using System;

namespace OpenLines.Tests;

public sealed class RemainingTimeTests
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Is_unknown_until_something_has_ended()
    {
        var remaining = new RemainingTime(Begin);
        remaining.Add(0, Begin.AddSeconds(3));

        Assert.Null(remaining.For(10));
    }

    [Fact]
    public void Is_unknown_while_less_than_two_batches_have_ended_but_not_for_long()
    {
        var remaining = new RemainingTime(Begin);
        remaining.Add(99, Begin.AddSeconds(9));
        Assert.Null(remaining.For(10));

        remaining.Add(100, Begin.AddSeconds(10));
        Assert.NotNull(remaining.For(10));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(100_000)]
    public void Is_that_of_an_even_run(int seconds)
    {
        var remaining = new RemainingTime(Begin);
        for (var second = 1; second <= seconds; second++)
        {
            remaining.Add(5L * second, Begin.AddSeconds(second));
        }

        Assert.Equal(200, remaining.For(1000)!.Value.TotalSeconds, tolerance: 1);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(20)]
    public void Is_not_misled_by_the_burst_that_a_portal_lets_in_at_once(int seconds)
    {
        var remaining = new RemainingTime(Begin);
        remaining.Add(2500, Begin.AddSeconds(0.4));
        for (var half = 1; half <= 2 * seconds; half++)
        {
            remaining.Add(2500 + (50L * half), Begin.AddSeconds(0.5 * half));
        }

        // A hundred a second from then on.
        Assert.InRange(remaining.For(1000)!.Value.TotalSeconds, 9, 12);
    }

    [Fact]
    public void Counts_the_waits_that_come_again_and_again()
    {
        var remaining = new RemainingTime(Begin);
        for (var minute = 0; minute < 60; minute++)
        {
            // A minute of work, and nine of waiting.
            var ended = (minute / 10 * 600) + (minute % 10 == 0 ? 0 : 600);
            remaining.Add(ended, Begin.AddMinutes(minute));
        }

        Assert.InRange(remaining.For(600)!.Value.TotalMinutes, 7, 15);
    }

    [Fact]
    public void Has_a_bound()
    {
        var remaining = new RemainingTime(Begin);
        remaining.Add(1, Begin.AddHours(1));

        Assert.Equal(TimeSpan.FromDays(999), remaining.For(long.MaxValue));
    }
}
