using System;

namespace Bitrix24.Rest;

/// <summary>How long a lost call waits before it goes again: longer each time, never the same for two clients.</summary>
internal sealed class RetryDelay
{
    private const double Jitter = 0.2;
    private const int MostDoubled = 16;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly object _gate = new();
    private readonly Random _random;
    private readonly TimeSpan _first;

    public RetryDelay(TimeSpan first, int seed)
    {
        _first = first;
        _random = new Random(seed);
    }

    /// <summary>The longest delay that can follow from such a first one.</summary>
    public static TimeSpan LongestOf(TimeSpan first) => LongestAfter(first, MostDoubled);

    /// <summary>The longest delay after so many losses, where the first is such a one.</summary>
    public static TimeSpan LongestAfter(TimeSpan first, int losses) => ExactTime.OfSeconds((1 + Jitter) * SecondsAfter(first, losses));

    /// <param name="losses">How many times the call was lost, from 1.</param>
    public TimeSpan After(int losses)
    {
        var delay = SecondsAfter(_first, losses);
        lock (_gate)
        {
            return ExactTime.OfSeconds(delay * (1 - Jitter + (2 * Jitter * _random.NextDouble())));
        }
    }

    private static double SecondsAfter(TimeSpan first, int losses) => Math.Min(
        Math.Max(Longest.TotalSeconds, first.TotalSeconds), first.TotalSeconds * Math.Pow(2, Math.Min(losses, MostDoubled) - 1));
}
