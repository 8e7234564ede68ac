using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Portal;

namespace Bitrix24.Sandbox.Tests;

public sealed class VirtualTimeBehaviour
{
    private readonly VirtualTime _time = new();
    private readonly List<string> _fired = [];

    [Fact]
    public void Timers_fire_in_the_order_of_their_moments_on_the_calling_thread()
    {
        var thread = Environment.CurrentManagedThreadId;
        using var late = Timer("late", 3);
        using var early = Timer("early", 1);
        using var other = _time.CreateTimer(
            _ => Assert.Equal(thread, Environment.CurrentManagedThreadId), null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["early 1", "late 3"], _fired);
        Assert.Equal(TimeSpan.FromSeconds(5), _time.Elapsed);
    }

    [Fact]
    public void A_timer_set_on_the_way_still_fires_on_the_way()
    {
        using var first = _time.CreateTimer(_ => Timer("second", 1), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(["second 2"], _fired);
    }

    [Fact]
    public void Periodic_timers_go_on_until_they_are_disposed()
    {
        var timer = _time.CreateTimer(_ => _fired.Add("tick"), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(3));
        timer.Dispose();
        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(3, _fired.Count);
        Assert.False(timer.Change(TimeSpan.Zero, TimeSpan.Zero));
    }

    [Fact]
    public void The_next_timer_is_one_step_away()
    {
        using var one = Timer("one", 1);
        using var two = Timer("two", 7);

        Assert.True(_time.AdvanceToNextTimer());
        Assert.Equal(["one 1"], _fired);
        Assert.True(_time.AdvanceToNextTimer());
        Assert.Equal(TimeSpan.FromSeconds(7), _time.Elapsed);
        Assert.False(_time.AdvanceToNextTimer());
    }

    [Fact]
    public void Delays_work_on_it()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(1), _time);

        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(delay.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(delay.IsCompletedSuccessfully);
    }

    private ITimer Timer(string name, int seconds) =>
        _time.CreateTimer(
            _ => _fired.Add($"{name} {_time.Elapsed.TotalSeconds}"), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
}
