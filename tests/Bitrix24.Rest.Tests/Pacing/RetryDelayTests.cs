using System;
using System.Linq;

namespace Bitrix24.Rest.Tests;

public sealed class RetryDelayTests
{
    [Fact]
    public void Each_delay_is_about_twice_the_one_before_up_to_half_a_minute()
    {
        var delay = new RetryDelay(TimeSpan.FromSeconds(1), seed: 1);

        foreach (var (losses, seconds) in new[] { (1, 1d), (2, 2), (3, 4), (4, 8), (5, 16), (6, 30), (100, 30) })
        {
            Assert.InRange(delay.After(losses).TotalSeconds, seconds * 0.8, seconds * 1.2);
        }
    }

    [Fact]
    public void A_first_delay_of_the_callers_choice_is_never_shortened() =>
        Assert.InRange(new RetryDelay(TimeSpan.FromMinutes(2), seed: 1).After(5).TotalSeconds, 96, 144);

    [Fact]
    public void Two_clients_do_not_come_back_together()
    {
        var delays = Enumerable.Range(0, 20).Select(seed => new RetryDelay(TimeSpan.FromSeconds(1), seed).After(1)).ToList();

        Assert.Equal(delays.Count, delays.Distinct().Count());
    }
}
