using System;

namespace Bitrix24.Rest;

/// <summary>How long one call of a method takes on this portal, by what was seen. Guarded by the dispatcher's lock.</summary>
internal sealed class DurationEstimates
{
    // A portal that slows down must be believed at once, one that speeds up only after a while.
    private const double Forgetting = 0.1;

    private readonly KnownMethods<Estimate> _seen = new();

    public bool IsMeasured(RestMethod method) => _seen.Find(method.Name) is not null;

    public TimeSpan Of(RestMethod method) => _seen.Find(method.Name)?.Duration ?? method.UsualDuration;

    public void Add(string method, TimeSpan duration)
    {
        var estimate = _seen.FindOrAdd(method);
        var faster = estimate.Duration - duration;
        estimate.Duration = faster > TimeSpan.Zero ? estimate.Duration - TimeSpan.FromTicks((long)(faster.Ticks * Forgetting)) : duration;
    }

    private sealed class Estimate
    {
        public TimeSpan Duration { get; set; }
    }
}
