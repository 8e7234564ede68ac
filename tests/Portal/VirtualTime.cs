using System;
using System.Collections.Generic;
using System.Threading;

namespace Portal;

/// <summary>
/// Time that moves only when it is told to. Timers fire in the order of their moments, on the thread that moves the time.
/// </summary>
public sealed class VirtualTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly SortedSet<VirtualTimer> _timers = new(VirtualTimer.Order);
    private readonly DateTimeOffset _origin;
    private DateTimeOffset _now;
    private long _lastOrdinal;

    public VirtualTime()
        : this(new DateTimeOffset(2026, 3, 16, 13, 0, 0, TimeSpan.Zero))
    {
    }

    public VirtualTime(DateTimeOffset start)
    {
        _origin = start;
        _now = start;
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How long it has been since the start.</summary>
    public TimeSpan Elapsed => GetUtcNow() - _origin;

    /// <summary>How many timers wait.</summary>
    public int PendingTimers
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => Elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the time on and fires every timer on the way, also those that are set on the way.</summary>
    public void Advance(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        DateTimeOffset end;
        lock (_gate)
        {
            end = _now + duration;
        }

        while (FireNext(end))
        {
        }

        lock (_gate)
        {
            _now = end > _now ? end : _now;
        }
    }

    /// <summary>Moves the time on to the next timer and fires it. Those of the same moment take turns in the order they were set.</summary>
    /// <returns>Whether there was one.</returns>
    public bool AdvanceToNextTimer() => FireNext(DateTimeOffset.MaxValue);

    internal bool Schedule(VirtualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            if (timer.IsDisposed)
            {
                return false;
            }

            _timers.Remove(timer);
            timer.Period = period;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                timer.Due = _now + dueTime;
                timer.Ordinal = ++_lastOrdinal;
                _timers.Add(timer);
            }

            return true;
        }
    }

    internal void Remove(VirtualTimer timer)
    {
        lock (_gate)
        {
            timer.IsDisposed = true;
            _timers.Remove(timer);
        }
    }

    private bool FireNext(DateTimeOffset end)
    {
        VirtualTimer timer;
        lock (_gate)
        {
            if (_timers.Min is not { } first || first.Due > end)
            {
                return false;
            }

            timer = first;
            _timers.Remove(timer);
            _now = timer.Due > _now ? timer.Due : _now;
            if (timer.Period > TimeSpan.Zero)
            {
                timer.Due = _now + timer.Period;
                timer.Ordinal = ++_lastOrdinal;
                _timers.Add(timer);
            }
        }

        timer.Fire();
        return true;
    }
}
