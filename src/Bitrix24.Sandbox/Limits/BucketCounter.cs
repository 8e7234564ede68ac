using System;

namespace Bitrix24.Sandbox;

/// <summary>Each request adds one, time takes it away again: all the time, or once a second.</summary>
internal sealed class BucketCounter : RequestCounter
{
    private readonly BucketLimit _limit;
    private double _drain;
    private double _level;

    // Until when the bucket has drained.
    private double _drainedAt;

    public BucketCounter(BucketLimit limit, double start)
    {
        _limit = limit;
        _drain = limit.Drain;
        _level = limit.Filled * limit.Burst;
        _drainedAt = limit.InWholeSeconds ? start - limit.Phase : start;
    }

    public override bool TryEnter(double now, out double delay)
    {
        delay = 0;
        Advance(now);
        var enters = _level + 1 <= _limit.Burst + Tolerance;
        if (enters || _limit.CountRefused)
        {
            _level++;
        }

        return enters;
    }

    public override double NextAt(double now)
    {
        Advance(now);
        var above = _level + 1 - _limit.Burst;
        if (above <= Tolerance)
        {
            return now;
        }

        var seconds = above / _drain;
        return _drainedAt + (_limit.InWholeSeconds ? Math.Ceiling(seconds - Tolerance) : seconds);
    }

    public override void Change(double factor) => _drain *= factor;

    private void Advance(double now)
    {
        var seconds = now - _drainedAt;
        seconds = _limit.InWholeSeconds ? Math.Floor(seconds + Tolerance) : seconds;
        if (seconds > 0)
        {
            _level = Math.Max(0, _level - (seconds * _drain));
            _drainedAt += seconds;
        }
    }
}
