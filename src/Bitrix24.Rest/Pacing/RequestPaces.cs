using System;
using System.Collections.Concurrent;

namespace Bitrix24.Rest;

/// <summary>One pace per portal in this process: the portal's limit counts a portal and an address, not webhooks.</summary>
internal static class RequestPaces
{
    private static readonly ConcurrentDictionary<string, RequestPace> ByPortal = new(StringComparer.OrdinalIgnoreCase);
    private static readonly SteadyClock Clock = new(TimeProvider.System);

    public static RequestPace Of(Uri portal) =>
        ByPortal.GetOrAdd(portal.Authority, static _ => new RequestPace(Clock, Environment.TickCount));
}
