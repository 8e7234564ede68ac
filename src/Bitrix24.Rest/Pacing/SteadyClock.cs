using System;

namespace Bitrix24.Rest;

/// <summary>The time of day that never jumps: it starts from the clock's and goes on by its timestamps.</summary>
internal sealed class SteadyClock(TimeProvider time)
{
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private readonly long _startTimestamp = time.GetTimestamp();

    public TimeProvider Time => time;

    /// <summary>Seconds since the machine was started, or since another moment that all its processes have in common.</summary>
    public double Uptime => time.GetTimestamp() / (double)time.TimestampFrequency;

    public DateTimeOffset Now => _start + time.GetElapsedTime(_startTimestamp);
}
