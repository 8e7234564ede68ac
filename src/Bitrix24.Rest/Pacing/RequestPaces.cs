using System;
using System.Collections.Concurrent;

namespace Bitrix24.Rest;

/// <summary>One pace per portal, shared with other processes: the portal's limit counts a portal and an address, not webhooks.</summary>
internal static class RequestPaces
{
    private static readonly ConcurrentDictionary<string, SharedPace> ByPortal = new(StringComparer.OrdinalIgnoreCase);
    private static readonly SteadyClock Clock = new(TimeProvider.System);
    private static readonly long Process = BitConverter.ToInt64(Guid.NewGuid().ToByteArray(), 0);

    public static SharedPace Of(Uri portal) => ByPortal.GetOrAdd(
        portal.Authority,
        _ => new SharedPace(new RequestPace(Clock, Environment.TickCount), Clock, PaceFile.Of(portal), Process));
}
