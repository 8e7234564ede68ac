using System;
using System.Threading;

namespace Portal.Faults;

/// <summary>
/// The clock of a machine that sleeps: on some systems the timestamps go on meanwhile, and the timers stand still.
/// </summary>
/// <param name="inner">The clock that goes on.</param>
public sealed class SleepingClock(TimeProvider inner) : TimeProvider
{
    private TimeSpan _slept;

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    /// <summary>Sleeps for so long.</summary>
    public void Sleep(TimeSpan time) => _slept += time;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + _slept;

    public override long GetTimestamp() => inner.GetTimestamp() + (long)(_slept.TotalSeconds * TimestampFrequency);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);
}
