using System;

namespace Bitrix24.Rest.Tests;

/// <summary>How many calls share a request.</summary>
public sealed class BatchSizerTests
{
    private static readonly BatchSizer Sizer = new(longestBatch: TimeSpan.FromSeconds(30));

    [Theory]
    [InlineData(0, true, 50)]
    [InlineData(20, true, 50)]
    [InlineData(600, false, 50)]
    [InlineData(601, false, 49)]
    [InlineData(10_000, false, 3)]
    [InlineData(40_000, true, 1)]
    public void As_many_as_a_request_may_work_on_where_requests_are_scarce(int milliseconds, bool isMeasured, int expected) =>
        Assert.Equal(expected, Size(milliseconds, isMeasured, waiting: 49 * 30, free: 0, perSecond: 0.001));

    [Theory]
    [InlineData(20, true, false)]
    [InlineData(21, true, true)]
    [InlineData(600, false, false)]
    [InlineData(601, false, true)]
    public void Calls_are_spread_where_fifty_take_longer_than_it_pays_or_are_known_not_to_fit(
        int milliseconds, bool isMeasured, bool expected) =>
        Assert.Equal(expected, Sizer.IsSpread(TimeSpan.FromMilliseconds(milliseconds), isMeasured));

    [Theory]
    [InlineData(10, 10)]
    [InlineData(5, 20)]
    [InlineData(2, 50)]
    [InlineData(100, 10)]
    public void Slow_calls_are_spread_over_the_requests_that_may_leave_at_once(int free, int expected) =>
        Assert.Equal(expected, Size(100, isMeasured: true, waiting: 100, free, perSecond: 0.1));

    [Fact]
    public void Where_more_have_to_leave_later_what_ends_first_counts_and_of_equals_the_fewest_requests()
    {
        Assert.Equal(25, Size(100, isMeasured: true, waiting: 100, free: 0, perSecond: 2));
        Assert.Equal(20, Size(100, isMeasured: true, waiting: 100, free: 5, perSecond: 2));
    }

    [Fact]
    public void Where_all_may_leave_at_once_it_does_not_matter_how_many_may_leave_later() =>
        Assert.Equal(10, Size(100, isMeasured: true, waiting: 100, free: 10, perSecond: 0));

    private static int Size(int milliseconds, bool isMeasured, int waiting, double free, double perSecond) =>
        Sizer.Size(TimeSpan.FromMilliseconds(milliseconds), isMeasured, waiting, free, perSecond);
}
