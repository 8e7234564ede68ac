using System;

namespace Bitrix24.Rest;

/// <summary>
/// How fast requests leave while nothing is known but what was let in: until the portal refuses one, and its limit is full. What is
/// under way and not yet known to be let in may all be refused together, so it is kept to a fifth of what was let in. Guarded by the
/// pace's lock.
/// </summary>
internal sealed class BurstSearch(SentRequests sent, PlanLimit[] plans)
{
    // A handful leaves at once; more would be refused together by a portal that works on five at a time.
    private const int AtOnce = 4;

    // So much of what was let in may be refused together: growth by a fifth in each round trip costs about a tenth of an unknown burst.
    private const double Ahead = 0.2;

    private const double LongestGrowth = 4;

    // Below what every plan grants eight may be unknown, so that 48 calls leave in six round trips, and never slower than a hundred a
    // second.
    private const int AheadBelowPlans = 8;
    private const double ShortestGap = 0.0025;
    private const double LongestGap = 0.01;

    // Single ones go as fast as answers can tell of each, but faster than any plan drains.
    private const double RoundTripsOfGap = 1.2;
    private const double ShortestSingleGap = 0.05;
    private const double SinglesPerDrained = 3;

    private double _letIn;
    private int _plan;
    private RequestLease? _beyond;

    /// <summary>The first plan that nothing has disproved; null where all of them are.</summary>
    public PlanLimit? Plan => _plan < plans.Length ? plans[_plan] : null;

    /// <summary>
    /// Whether the last that was heard is a loss. A portal that does not answer gets no more than the strictest plan
    /// grants.
    /// </summary>
    public bool IsSilent { get; set; }

    /// <summary>When the next one may leave.</summary>
    /// <param name="now">The time.</param>
    /// <param name="isResumed">Whether the limit was full once and had room again: then one at a time leads, and no plan is asked.</param>
    public double NextAt(double now, bool isResumed)
    {
        var at = now + (IsSilent ? plans[0].SecondsToRoom : 0);
        if (sent.Unknown >= Math.Max(isResumed ? 1 : AtOnce, Ahead * _letIn))
        {
            var isBelowPlans = !isResumed && _plan == 0 && plans[0].HasRoom;
            var ledAt = isBelowPlans
                ? sent.LastSentAt + Math.Min(LongestGap, Math.Max(ShortestGap, sent.RoundTrip / AheadBelowPlans))
                : sent.KnownAt;
            if (sent.Unknown < _letIn)
            {
                // Where answers take longer than the way, time leads: the same fifth in each round trip.
                ledAt = Math.Min(ledAt, sent.LastSentAt + (Math.Min(LongestGrowth, sent.BusyRoundTrip / Ahead) / (_letIn + sent.Unknown)));
            }

            at = Math.Max(at, ledAt);
        }

        if (isResumed || Plan is not { HasRoom: false } plan)
        {
            return at;
        }

        // Near the top of a plan's bucket they go singly, so that one refusal tells of it.
        return _beyond is not null ? Math.Max(at, sent.KnownAt)
            : sent.Unknown > 0 ? Math.Max(at, Math.Min(sent.KnownAt, sent.LastSentAt + SingleGap(plan)))
            : at;
    }

    private double SingleGap(PlanLimit plan) =>
        Math.Max(ShortestSingleGap, Math.Min(RoundTripsOfGap * sent.RoundTrip, 1 / (SinglesPerDrained * plan.PerSecond)));

    public void Carry(PaceRecord record)
    {
        _letIn = record.Carry(_letIn);
        _plan = record.Carry(_plan);
        _beyond = sent.Find(record.Carry(_beyond?.Number ?? 0));
        IsSilent = record.Carry(IsSilent);
    }

    /// <summary>One leaves; the plans' levels are as they were before.</summary>
    public void OnSent(RequestLease lease)
    {
        if (_beyond is null && Plan is { IsBeyond: true })
        {
            _beyond = lease;
        }
    }

    public void OnLetIn(RequestLease lease)
    {
        _letIn++;
        if (lease == _beyond)
        {
            _beyond = null;
            _plan++;
        }
    }

    /// <summary>One was refused or lost: it shows nothing of a plan.</summary>
    public void OnVoid(RequestLease lease) => _beyond = lease == _beyond ? null : _beyond;

    /// <summary>The limit was full and has room again: the next ones measure it.</summary>
    public void Resume() => _letIn = 1;
}
