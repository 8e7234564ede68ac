using System;

namespace Bitrix24.Rest;

/// <summary>
/// How many requests one connection sends a second at the most, because its user says so: in any time never more than that rate gives, and
/// a second's worth at once, at least one. Guarded by the dispatcher's lock.
/// </summary>
/// <param name="perSecond">The rate; null where there is none.</param>
/// <param name="clock">The clock.</param>
internal sealed class RequestCap(double? perSecond, SteadyClock clock)
{
    private readonly double _most = Math.Max(1, perSecond ?? 0);
    private double _left = Math.Max(1, perSecond ?? 0);
    private double _at = clock.Uptime;

    /// <summary>How many may leave now, and how many a second from then on; infinity where there is no rate.</summary>
    public (double Free, double PerSecond) Look() =>
        perSecond is { } rate ? (Left(rate), rate) : (double.PositiveInfinity, double.PositiveInfinity);

    /// <summary>How long to wait before one may leave; zero where one may now.</summary>
    public TimeSpan Wait()
    {
        if (perSecond is not { } rate)
        {
            return TimeSpan.Zero;
        }

        // A hair less than one is one: times are whole ticks.
        var missing = 1 - Left(rate);
        return missing < 1e-6 ? TimeSpan.Zero : ExactTime.OfSeconds((missing / rate) + 1e-6);
    }

    /// <summary>One leaves.</summary>
    public void Take()
    {
        if (perSecond is { } rate)
        {
            _left = Left(rate) - 1;
        }
    }

    /// <summary>One that was taken has not left.</summary>
    public void GiveBack() => _left = Math.Min(_most, _left + 1);

    private double Left(double rate)
    {
        var now = clock.Uptime;
        (_left, _at) = (Math.Min(_most, _left + ((now - _at) * rate)), now);
        return _left;
    }
}
