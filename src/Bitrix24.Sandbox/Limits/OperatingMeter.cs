using System;
using System.Collections.Generic;

namespace Bitrix24.Sandbox;

/// <summary>Seconds of execution per counter, in ten one-minute parts.</summary>
internal sealed class OperatingMeter
{
    private const int Minutes = 10;
    private const long SecondsPerMinute = 60;
    private const double ShortestCounted = 0.1;

    private readonly double _limit;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, List<(long Minute, double Seconds)>> _counters = new(StringComparer.Ordinal);

    public OperatingMeter(double limit, TimeProvider time)
    {
        _limit = limit;
        _time = time;
    }

    /// <summary>Checked before a call: a counter above the limit, not on it, blocks.</summary>
    public bool IsBlocked(string counter) => Sum(counter) > _limit;

    public void Charge(string counter, TimeSpan duration)
    {
        if (duration.TotalSeconds < ShortestCounted)
        {
            return;
        }

        var parts = Current(counter);
        var minute = Now() / SecondsPerMinute;
        if (parts.Count > 0 && parts[parts.Count - 1].Minute == minute)
        {
            parts[parts.Count - 1] = (minute, parts[parts.Count - 1].Seconds + duration.TotalSeconds);
        }
        else
        {
            parts.Add((minute, duration.TotalSeconds));
        }
    }

    public double Sum(string counter)
    {
        var sum = 0.0;
        foreach (var part in Current(counter))
        {
            sum += part.Seconds;
        }

        return Math.Round(sum, 6);
    }

    /// <summary>The unix second at which the oldest part falls out.</summary>
    public long ResetAt(string counter)
    {
        var parts = Current(counter);
        return parts.Count == 0 ? Now() + (Minutes * SecondsPerMinute) : (parts[0].Minute + Minutes) * SecondsPerMinute;
    }

    private long Now() => _time.GetUtcNow().ToUnixTimeSeconds();

    private List<(long Minute, double Seconds)> Current(string counter)
    {
        if (!_counters.TryGetValue(counter, out var parts))
        {
            parts = [];
            _counters.Add(counter, parts);
        }

        var oldest = (Now() / SecondsPerMinute) - Minutes;
        parts.RemoveAll(part => part.Minute <= oldest);
        return parts;
    }
}
