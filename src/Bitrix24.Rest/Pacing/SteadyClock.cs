using System;

namespace Bitrix24.Rest;

/// <summary>The time of day that never jumps: it starts from the clock's and goes on by its timestamps.</summary>
internal sealed class SteadyClock(TimeProvider time)
{
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private readonly long _startTimestamp = time.GetTimestamp();

    public TimeProvider Time => time;

    public DateTimeOffset Now => _start + time.GetElapsedTime(_startTimestamp);
}
