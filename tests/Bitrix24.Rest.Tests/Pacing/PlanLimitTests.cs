namespace Bitrix24.Rest.Tests;

/// <summary>The bucket of a plan, at the very numbers where its answers change.</summary>
public sealed class PlanLimitTests
{
    private readonly PlanLimit _plan = new(burst: 50, perSecond: 2);
    private double _now;

    [Fact]
    public void Has_room_for_sure_as_long_as_a_second_of_drain_stays_free()
    {
        Fill(47);
        Assert.True(_plan.HasRoom);
        Assert.Equal(0, _plan.SecondsToRoom);

        Fill(48);
        Assert.False(_plan.HasRoom);
        Assert.Equal(0.5, _plan.SecondsToRoom);
    }

    [Fact]
    public void Is_beyond_a_second_above_the_burst_and_the_disorder_of_the_way()
    {
        Fill(51.75);
        Assert.True(_plan.IsBeyond);

        Fill(51.5);
        Assert.False(_plan.IsBeyond);
    }

    [Fact]
    public void Explains_a_refusal_from_a_second_below_the_burst_and_twice_the_disorder_on()
    {
        Fill(46.5);
        Assert.True(_plan.Explains(sentAfter: 0));
        Assert.False(_plan.Explains(sentAfter: 1));

        Fill(47.5);
        Assert.True(_plan.Explains(sentAfter: 1));
    }

    [Fact]
    public void Holds_no_more_than_it_would_have_let_in()
    {
        _plan.Add(1000);
        Assert.Equal(53, _plan.Level);

        _plan.Drain(1);
        Assert.Equal(51, _plan.Level);
    }

    // Requests come whole; what drains does not.
    private void Fill(double level)
    {
        _now += 1000;
        _plan.Drain(_now);
        _plan.Add(52);
        _now += (52 - level) / 2;
        _plan.Drain(_now);
        Assert.Equal(level, _plan.Level);
    }
}
