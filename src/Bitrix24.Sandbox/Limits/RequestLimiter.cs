using System;

namespace Bitrix24.Sandbox;

/// <summary>
/// The request limit of a portal on the portal's clock, with another client that uses it too. Guarded by the portal's gate.
/// </summary>
internal sealed class RequestLimiter
{
    private readonly RequestCounter _counter;
    private readonly TimeProvider _time;
    private readonly long _origin;
    private double _tenantRate;
    private double _nextTenantRequest;

    public RequestLimiter(RequestLimit limit, TimeProvider time)
    {
        _time = time;
        _origin = time.GetTimestamp();
        _counter = limit.CreateCounter(0);
        Refusal = limit.Refusal;
    }

    public RefusalForm Refusal { get; }

    private double Now => _time.GetElapsedTime(_origin).TotalSeconds;

    /// <summary>Another client of the same portal and address: so many requests a second, evenly spaced, the first one now.</summary>
    public void SetTenant(double requestsPerSecond)
    {
        EnterTenant(Now);
        _tenantRate = requestsPerSecond;
        _nextTenantRequest = Now;
    }

    /// <summary>The limit becomes another: so many times what it was.</summary>
    public void Change(double factor)
    {
        // What has drained until now did so at the old rate.
        _counter.NextAt(Now);
        _counter.Change(factor);
    }

    /// <summary>Takes one request in, or refuses it.</summary>
    /// <param name="wait">How long the limit makes it wait before the work or, where it is refused, until one would be let in.</param>
    public bool TryEnter(out TimeSpan wait)
    {
        var now = Now;
        EnterTenant(now);
        var enters = _counter.TryEnter(now, out var delay);
        var next = enters ? delay : _counter.NextAt(now) - now;
        wait = double.IsInfinity(next) ? TimeSpan.Zero : TimeSpan.FromTicks((long)(next * TimeSpan.TicksPerSecond));
        return enters;
    }

    /// <summary>A request that was taken in has been answered.</summary>
    public void Leave() => _counter.Leave();

    private void EnterTenant(double now)
    {
        while (_tenantRate > 0 && _nextTenantRequest <= now)
        {
            // Its work takes no time.
            if (_counter.TryEnter(_nextTenantRequest, out _))
            {
                _counter.Leave();
            }

            _nextTenantRequest += 1 / _tenantRate;
        }
    }
}
