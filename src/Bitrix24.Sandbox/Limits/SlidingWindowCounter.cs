using System;
using System.Collections.Generic;

namespace Bitrix24.Sandbox;

/// <summary>So many requests in any span of the window's length.</summary>
internal sealed class SlidingWindowCounter(WindowLimit limit) : RequestCounter
{
    private readonly List<double> _entered = [];
    private double _most = limit.Requests;

    public override bool TryEnter(double now, out double delay)
    {
        delay = 0;
        Forget(now);
        var enters = _entered.Count + 1 <= _most;
        if (enters || limit.CountRefused)
        {
            _entered.Add(now);
        }

        return enters;
    }

    public override double NextAt(double now)
    {
        Forget(now);
        return _entered.Count + 1 <= _most ? now : _entered[_entered.Count - (int)_most] + limit.Seconds;
    }

    public override void Change(double factor) => _most = Math.Max(1, Math.Round(_most * factor));

    private void Forget(double now) => _entered.RemoveAll(moment => moment <= now - limit.Seconds + Tolerance);
}
