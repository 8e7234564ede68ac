using System;
using System.Threading;

namespace Portal.Faults;

/// <summary>A clock whose time of day can be set, as people and time servers do, while its timers and timestamps go on as before.</summary>
/// <param name="inner">The clock that goes on.</param>
public sealed class JumpingClock(TimeProvider inner) : TimeProvider
{
    private TimeSpan _offset;

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    /// <summary>Sets the time of day forward, or back.</summary>
    public void Jump(TimeSpan by) => _offset += by;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + _offset;

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);
}
