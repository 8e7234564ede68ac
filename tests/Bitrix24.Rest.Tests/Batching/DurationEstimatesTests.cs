using System;

namespace Bitrix24.Rest.Tests;

public sealed class DurationEstimatesTests
{
    [Fact]
    public void A_method_takes_what_its_page_says_until_it_is_measured()
    {
        var estimates = new DurationEstimates();
        Assert.False(estimates.IsMeasured(Calls.ReadMethod));
        Assert.Equal(Calls.ReadMethod.UsualDuration, estimates.Of(Calls.ReadMethod));

        estimates.Add("TEST.READ", TimeSpan.FromSeconds(2));
        Assert.True(estimates.IsMeasured(Calls.ReadMethod));
        Assert.Equal(TimeSpan.FromSeconds(2), estimates.Of(Calls.ReadMethod));
    }

    [Fact]
    public void A_portal_that_slows_down_is_believed_at_once_and_one_that_speeds_up_slowly()
    {
        var estimates = new DurationEstimates();
        estimates.Add("test.read", TimeSpan.FromSeconds(1));
        estimates.Add("test.read", TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.FromSeconds(3), estimates.Of(Calls.ReadMethod));

        estimates.Add("test.read", TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(2.8), estimates.Of(Calls.ReadMethod));
    }
}
