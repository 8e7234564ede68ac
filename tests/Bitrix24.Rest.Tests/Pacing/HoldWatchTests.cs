using System;

namespace Bitrix24.Rest.Tests;

/// <summary>The times when calls wait and none may leave: how they are told of, and how they are counted.</summary>
public sealed class HoldWatchTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 16, 13, 0, 0, TimeSpan.Zero);

    private readonly Notices _notices = new();
    private readonly HoldWatch _holds;

    public HoldWatchTests() => _holds = new(new Outage(RetryPolicy.Default, _notices, seed: 0), _notices);

    [Theory]
    [InlineData(HoldReason.RequestLimit, "The portal's request rate is used up: waiting 1.5 s, until ")]
    [InlineData(HoldReason.OperatingLimit, "The portal's operating time is used up: waiting 1.5 s, until ")]
    [InlineData(HoldReason.Outage, "The portal cannot be reached: waiting 1.5 s, until ")]
    [InlineData(HoldReason.Chat, "A stopped or lost request may still be at work in these chats: waiting 1.5 s, until ")]
    [InlineData(HoldReason.Retry, "What was lost goes again after a pause: waiting 1.5 s, until ")]
    public void Each_says_what_is_waited_for_and_how_long(object reason, string expected)
    {
        _holds.Begin(Now.AddSeconds(1.5), (HoldReason)reason, Now);

        Assert.True(_notices.TryTake(out var line));
        Assert.StartsWith(expected, line!.Text, StringComparison.Ordinal);
        Assert.Equal(new Hold((HoldReason)reason, Now.AddSeconds(1.5)), _holds.At(Now));
        Assert.Null(_holds.At(Now.AddSeconds(1.5)));
    }

    [Fact]
    public void A_wait_that_nobody_notices_is_counted_and_not_told_of()
    {
        _holds.Begin(Now.AddMilliseconds(99), HoldReason.Retry, Now);
        Assert.False(_notices.TryTake(out _));
        Assert.Equal(1, _holds.Count);
        _holds.End(Now.AddMilliseconds(99));
        Assert.Equal(TimeSpan.FromMilliseconds(99), _holds.Total);

        _holds.Begin(Now.AddMilliseconds(200), HoldReason.Retry, Now.AddMilliseconds(100));
        Assert.True(_notices.TryTake(out _));
    }

    [Fact]
    public void One_that_becomes_longer_is_told_of_once_and_one_for_another_reason_anew()
    {
        _holds.Begin(until: null, HoldReason.Retry, Now);
        Assert.Equal((0L, null), (_holds.Count, _holds.At(Now)));

        _holds.Begin(Now.AddSeconds(2), HoldReason.Retry, Now);
        _holds.Begin(Now.AddSeconds(1), HoldReason.Retry, Now);
        Assert.Equal(Now.AddSeconds(2), _holds.At(Now)!.Until);
        _holds.Begin(Now.AddSeconds(3), HoldReason.Retry, Now.AddSeconds(1));
        Assert.Equal(Now.AddSeconds(3), _holds.At(Now)!.Until);
        Assert.True(_notices.TryTake(out _));
        Assert.False(_notices.TryTake(out _));

        _holds.Begin(Now.AddSeconds(2.5), HoldReason.RequestLimit, Now.AddSeconds(2));
        Assert.Equal(HoldReason.RequestLimit, _holds.At(Now)!.Reason);
        Assert.True(_notices.TryTake(out _));
        _holds.End(Now.AddSeconds(5));
        _holds.End(Now.AddSeconds(9));
        Assert.Equal((1L, TimeSpan.FromSeconds(5), null), (_holds.Count, _holds.Total, _holds.At(Now)));

        _holds.Begin(Now.AddSeconds(20), HoldReason.Retry, Now.AddSeconds(10));
        _holds.End(Now.AddSeconds(11));
        Assert.Equal((2L, TimeSpan.FromSeconds(6)), (_holds.Count, _holds.Total));
    }
}
