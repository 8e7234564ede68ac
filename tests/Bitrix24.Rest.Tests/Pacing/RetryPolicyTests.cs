using System;

namespace Bitrix24.Rest.Tests;

public sealed class RetryPolicyTests
{
    [Fact]
    public void A_servers_wish_is_believed_within_bounds()
    {
        var policy = RetryPolicy.Default;

        Assert.Null(policy.Bound(null));
        Assert.Equal(TimeSpan.FromSeconds(7), policy.Bound(TimeSpan.FromSeconds(7)));
        Assert.Equal(policy.LongestRetryAfter, policy.Bound(TimeSpan.MaxValue));
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(5, 2.5)]
    [InlineData(60, 30)]
    [InlineData(3600, 30)]
    public void A_number_that_the_user_gave_bounds_every_request_and_what_is_packed_into_it(int seconds, double longest)
    {
        var policy = new RetryPolicy { RequestTimeout = TimeSpan.FromSeconds(seconds) };

        foreach (var work in new[] { TimeSpan.Zero, TimeSpan.FromSeconds(29), TimeSpan.FromHours(5) })
        {
            Assert.Equal(TimeSpan.FromSeconds(seconds), policy.TimeoutFor(work));
        }

        Assert.Equal(longest, policy.LongestWork.TotalSeconds);
        Assert.Equal(30, RetryPolicy.Default.LongestWork.TotalSeconds);
    }

    [Theory]
    [InlineData(1, 1, 10)]
    [InlineData(20, 20, 20)]
    [InlineData(3600, 30, 30)]
    public void It_bounds_the_wait_for_a_token_server_too_but_a_portal_that_comes_back_has_its_time(int seconds, int token, int ask)
    {
        var policy = new RetryPolicy { RequestTimeout = TimeSpan.FromSeconds(seconds) };

        Assert.Equal(token, policy.TokenTimeout.TotalSeconds);
        Assert.Equal(ask, policy.AskTimeout.TotalSeconds);
    }

    [Fact]
    public void An_answer_may_take_longer_than_the_work_that_it_stands_for()
    {
        Assert.Equal(TimeSpan.FromSeconds(90), RetryPolicy.Default.TimeoutFor(TimeSpan.FromSeconds(30)));
        Assert.Equal(TimeSpan.FromSeconds(200), RetryPolicy.Default.TimeoutFor(TimeSpan.FromSeconds(100)));
    }
}
