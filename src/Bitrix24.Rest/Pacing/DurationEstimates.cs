using System;
using System.Collections.Generic;

namespace Bitrix24.Rest;

/// <summary>How long one call of a method takes on this portal, by what was seen. Guarded by the dispatcher's lock.</summary>
internal sealed class DurationEstimates
{
    // A portal that slows down must be believed at once, one that speeds up only after a while.
    private const double Forgetting = 0.1;

    private readonly Dictionary<string, TimeSpan> _seen = new(StringComparer.OrdinalIgnoreCase);

    public bool IsMeasured(RestMethod method) => _seen.ContainsKey(method.Name);

    public TimeSpan Of(RestMethod method) => _seen.TryGetValue(method.Name, out var seen) ? seen : method.UsualDuration;

    public void Add(string method, TimeSpan duration)
    {
        if (!_seen.TryGetValue(method, out var seen) || duration >= seen)
        {
            _seen[method] = duration;
        }
        else
        {
            _seen[method] = seen - TimeSpan.FromTicks((long)((seen - duration).Ticks * Forgetting));
        }
    }
}
