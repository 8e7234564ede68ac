using System;

namespace Bitrix24.Sandbox;

/// <summary>The portal's request counter: each request adds one, time takes it away again.</summary>
internal sealed class RequestBucket
{
    // Sums of fractions of a second must not refuse a request that stands exactly on the threshold.
    private const double Tolerance = 1e-6;

    private readonly BucketLimit _limit;
    private readonly TimeProvider _time;
    private readonly long _origin;
    private double _level;
    private double _now;
    private double _tenantRate;
    private double _nextTenantRequest;

    public RequestBucket(BucketLimit limit, TimeProvider time)
    {
        _limit = limit;
        _time = time;
        _origin = time.GetTimestamp();
    }

    /// <summary>The counter as the last request left it.</summary>
    public double Level => _level;

    /// <summary>Another client of the same portal and address: so many requests a second, evenly spaced, the first one now.</summary>
    public void SetTenant(double requestsPerSecond)
    {
        Advance();
        _tenantRate = requestsPerSecond;
        _nextTenantRequest = _now;
    }

    /// <summary>Takes one request in, or refuses it.</summary>
    public bool TryEnter()
    {
        Advance();
        return TryAdd();
    }

    private bool TryAdd()
    {
        var enters = _level + 1 <= _limit.Burst + Tolerance;
        if (enters || _limit.CountRefused)
        {
            _level++;
        }

        return enters;
    }

    private void Advance()
    {
        var now = _time.GetElapsedTime(_origin).TotalSeconds;
        while (_tenantRate > 0 && _nextTenantRequest <= now)
        {
            DrainTo(_nextTenantRequest);
            TryAdd();
            _nextTenantRequest += 1 / _tenantRate;
        }

        DrainTo(now);
    }

    private void DrainTo(double moment)
    {
        if (moment > _now)
        {
            _level = Math.Max(0, _level - ((moment - _now) * _limit.Drain));
            _now = moment;
        }
    }
}
