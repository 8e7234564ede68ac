using System;

namespace Bitrix24.Sandbox;

/// <summary>So many requests in each window; then the next one begins.</summary>
internal sealed class WindowCounter(WindowLimit limit, double start) : RequestCounter
{
    private double _most = limit.Requests;
    private double _windowBegin = start - (limit.Phase * limit.Seconds);
    private double _count;

    public override bool TryEnter(double now, out double delay)
    {
        delay = 0;
        Advance(now);
        if (_count + 1 > _most)
        {
            return false;
        }

        _count++;
        return true;
    }

    public override double NextAt(double now)
    {
        Advance(now);
        return _count + 1 <= _most ? now : _windowBegin + limit.Seconds;
    }

    public override void Change(double factor) => _most = Math.Max(1, Math.Round(_most * factor));

    private void Advance(double now)
    {
        var windows = Math.Floor(((now - _windowBegin) / limit.Seconds) + Tolerance);
        if (windows >= 1)
        {
            _windowBegin += windows * limit.Seconds;
            _count = 0;
        }
    }
}
