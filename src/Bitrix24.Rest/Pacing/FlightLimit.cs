using System;

namespace Bitrix24.Rest;

/// <summary>
/// How many requests may be under way at once: enough to keep the request rate busy while answers take half a minute,
/// fewer where nothing else holds the requests back, and fewer again while the portal's servers fail. Guarded by the dispatcher's lock.
/// </summary>
internal sealed class FlightLimit
{
    /// <summary>The most under way at once: the burst of the largest plan, and what leaves while the first of it is worked on.</summary>
    public const int Most = 320;

    /// <summary>The most where the portal does not limit the rate: its servers answer for themselves, and for others.</summary>
    public const int MostWithoutRate = 64;

    private double _allowed = Most;

    public int Current(bool isRateLimited) => (int)Math.Min(_allowed, isRateLimited ? Most : MostWithoutRate);

    public void OnAnswer() => _allowed = Math.Min(Most, _allowed + 1);

    /// <summary>A server failed or did not answer: half as many may be under way.</summary>
    /// <param name="underWay">How many were.</param>
    public void OnLoss(int underWay) => _allowed = Math.Max(1, Math.Min(_allowed, underWay) / 2);
}
