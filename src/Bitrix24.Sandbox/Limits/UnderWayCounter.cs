using System;

namespace Bitrix24.Sandbox;

/// <summary>How many requests are being worked on.</summary>
internal sealed class UnderWayCounter(UnderWayLimit limit) : RequestCounter
{
    private double _most = limit.Requests;
    private int _count;

    public override bool TryEnter(double now, out double delay)
    {
        delay = 0;
        if (_count + 1 > _most)
        {
            return false;
        }

        _count++;
        return true;
    }

    public override void Leave() => _count--;

    public override double NextAt(double now) => _count + 1 <= _most ? now : double.PositiveInfinity;

    public override void Change(double factor) => _most = Math.Max(1, Math.Round(_most * factor));
}
