using System;
using System.Collections.Concurrent;

namespace Bitrix24.Rest;

/// <summary>One bucket per portal in this process: the limit counts a portal and an address, not webhooks.</summary>
internal static class RequestBuckets
{
    private static readonly ConcurrentDictionary<string, RequestBucket> ByPortal = new(StringComparer.OrdinalIgnoreCase);
    private static readonly SteadyClock Clock = new(TimeProvider.System);

    public static RequestBucket Of(Uri portal) => ByPortal.GetOrAdd(portal.Authority, static _ => new RequestBucket(Clock, Environment.TickCount));
}
