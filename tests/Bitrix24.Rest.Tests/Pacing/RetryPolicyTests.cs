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

    [Fact]
    public void An_answer_may_take_longer_than_the_work_that_it_stands_for()
    {
        Assert.Equal(TimeSpan.FromSeconds(90), RetryPolicy.Default.TimeoutFor(TimeSpan.FromSeconds(30)));
        Assert.Equal(TimeSpan.FromSeconds(200), RetryPolicy.Default.TimeoutFor(TimeSpan.FromSeconds(100)));
    }
}
