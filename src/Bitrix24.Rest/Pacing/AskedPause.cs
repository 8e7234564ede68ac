using System;

namespace Bitrix24.Rest;

/// <summary>How long the portal has asked to send nothing (<c>Retry-After</c>). Guarded by the pace's lock.</summary>
internal sealed class AskedPause
{
    // Each refusal in a row waits longer by this than the portal asks, but no more than so many times as long.
    private const double Factor = 1.5;
    private const double LongestFactor = 12;

    private double _factor = 1;

    /// <summary>When it ends, in seconds of the pace.</summary>
    public double Until { get; private set; }

    public void Carry(PaceRecord record)
    {
        Until = record.Carry(Until);
        _factor = record.Carry(_factor);
    }

    /// <summary>So many seconds are asked for.</summary>
    public void Extend(double now, double asked) => Until = Math.Max(Until, now + asked);

    /// <summary>They are asked for again: a counter that counts refusals would never let in what comes again and again too early.</summary>
    public void Lengthen(double now, double asked)
    {
        Extend(now, asked * _factor);
        _factor = Math.Min(LongestFactor, _factor * Factor);
    }

    /// <summary>What came afterwards was let in.</summary>
    public void Forget() => _factor = 1;
}
