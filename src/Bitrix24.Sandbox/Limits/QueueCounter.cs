using System;

namespace Bitrix24.Sandbox;

/// <summary>One request after the other, at even distances; a queue of a certain length before them.</summary>
internal sealed class QueueCounter(QueueLimit limit) : RequestCounter
{
    private double _perSecond = limit.PerSecond;
    private double _nextTurn;

    public override bool TryEnter(double now, out double delay)
    {
        _nextTurn = Math.Max(_nextTurn, now);
        delay = _nextTurn - now;
        if (delay > (limit.Waiting / _perSecond) + Tolerance)
        {
            return false;
        }

        _nextTurn += 1 / _perSecond;
        return true;
    }

    public override double NextAt(double now) => Math.Max(now, _nextTurn - (limit.Waiting / _perSecond));

    public override void Change(double factor) => _perSecond *= factor;
}
