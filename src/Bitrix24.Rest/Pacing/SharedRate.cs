using System;

namespace Bitrix24.Rest;

/// <summary>
/// The rate of a client that is not alone on a portal's limit. It rises a little with each answer and falls by a part with each refusal:
/// clients that do so come to equal shares, and together they keep the bucket full. Guarded by the bucket's lock.
/// </summary>
internal sealed class SharedRate
{
    private const double AfterRefusal = 0.7;
    private const double GainPerSecond = 0.1;
    private const double Smallest = 0.1;
    private const double Jitter = 0.1;

    // What the whole limit lets through, seen for so long, is no share.
    private const double Whole = 0.95;
    private static readonly TimeSpan WholeFor = TimeSpan.FromSeconds(20);

    private readonly double _limit;
    private readonly Random _random;
    private DateTimeOffset _grownAt;
    private DateTimeOffset _countedSince;
    private int _counted;

    public SharedRate(double limitPerSecond, DateTimeOffset now, int seed)
    {
        _limit = limitPerSecond;
        _random = new Random(seed);
        PerSecond = limitPerSecond / 2;
        _countedSince = _grownAt = now;
        Schedule(now);
    }

    /// <summary>How many requests leave a second.</summary>
    public double PerSecond { get; private set; }

    /// <summary>When the next one may.</summary>
    public DateTimeOffset NextAt { get; private set; }

    public bool TryTake(DateTimeOffset now)
    {
        if (NextAt > now)
        {
            return false;
        }

        Schedule(now);
        return true;
    }

    /// <summary>A request was answered.</summary>
    /// <returns>Whether nobody else seems to be there any more.</returns>
    public bool Accept(DateTimeOffset now)
    {
        Grow(now);
        _counted++;
        if (now - _countedSince < WholeFor)
        {
            return false;
        }

        var isWhole = _counted >= Whole * _limit * (now - _countedSince).TotalSeconds;
        _countedSince = now;
        _counted = 0;
        return isWhole;
    }

    public void Refuse(DateTimeOffset now)
    {
        Grow(now);
        PerSecond = Math.Max(Smallest, PerSecond * AfterRefusal);
        Schedule(now);
    }

    private void Grow(DateTimeOffset now)
    {
        // Above the limit, too: what the others leave in the bucket would be lost.
        PerSecond = Math.Min(2 * _limit, PerSecond + (GainPerSecond * _limit * (now - _grownAt).TotalSeconds));
        _grownAt = now;
    }

    private void Schedule(DateTimeOffset now) =>
        NextAt = now + ExactTime.OfSeconds((1 - Jitter + (2 * Jitter * _random.NextDouble())) / PerSecond);
}
