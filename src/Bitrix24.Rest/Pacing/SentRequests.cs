using System;
using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Rest;

/// <summary>The requests that have left, and which of them the portal has let in. Guarded by the pace's lock.</summary>
internal sealed class SentRequests
{
    private const int Remembered = 1024;

    // A refusal comes back in one round trip, an answer may take half a minute: what is not refused by then was let in.
    private const double LongestSilence = 1;
    private const double RoundTripsOfSilence = 3;

    // A busy machine, or a busy portal, takes longer for a refusal than an idle one: so many times the slowest of late.
    private const double RefusalsOfSilence = 2;
    private const double SlowestKept = 0.8;
    private const double Slack = 0.05;
    private const double LeastBusy = 0.02;
    private const double LongestUnderWay = 900;

    // A refusal comes back in one round trip: one that took so many was held up on its way, nobody knows where.
    private const double RoundTripsOfLate = 2;

    private readonly HashSet<RequestLease> _underWay = [];
    private readonly Queue<RequestLease> _unknown = new();
    private readonly Queue<RequestLease> _recent = new();
    private double _slowestRefusal;

    /// <summary>How many are under way of which it is not known whether they were let in.</summary>
    public int Unknown { get; private set; }

    /// <summary>The number of the latest one.</summary>
    public long LastNumber { get; private set; }

    public double LastSentAt { get; private set; } = double.NegativeInfinity;

    /// <summary>The shortest time in which something came back, in seconds; infinity while nothing has.</summary>
    public double RoundTrip { get; private set; } = double.PositiveInfinity;

    /// <summary>A round trip that is also kept by a near portal on a busy machine, whose shortest one says little of the next.</summary>
    public double BusyRoundTrip => Math.Max(RoundTrip, LeastBusy);

    /// <summary>When the oldest of the unknown ones counts as let in.</summary>
    public double KnownAt => _unknown.Count > 0 ? _unknown.Peek().SentAt + Silence : double.PositiveInfinity;

    private double Silence =>
        Math.Min(LongestSilence, Math.Max(RoundTripsOfSilence * BusyRoundTrip, RefusalsOfSilence * _slowestRefusal) + Slack);

    /// <summary>Whether a refusal that comes back now says little of when the limit was full.</summary>
    public bool IsLate(RequestLease refused, double now) => now - refused.SentAt > RoundTripsOfLate * BusyRoundTrip;

    /// <summary>Takes what is known of the requests out of a record, or puts it in.</summary>
    public void Carry(PaceRecord record)
    {
        LastNumber = record.Carry(LastNumber);
        LastSentAt = record.Carry(LastSentAt);
        RoundTrip = record.Carry(RoundTrip);
        _slowestRefusal = record.Carry(_slowestRefusal);
        var leases = record.IsReading ? [] : ToCarry();
        var count = record.Carry(leases.Count);
        if (!record.IsReading)
        {
            leases.ForEach(record.Write);
            return;
        }

        _underWay.Clear();
        _unknown.Clear();
        _recent.Clear();
        for (var index = 0; index < count && record.ReadLease() is { } lease; index++)
        {
            Keep(lease);
        }

        Unknown = _unknown.Count;
    }

    /// <summary>A request under way by its number; null where it is not, or not any more.</summary>
    public RequestLease? Find(long number) => _underWay.FirstOrDefault(lease => lease.Number == number);

    /// <summary>
    /// The request under way that this lease was given for, which may have been read from a record since; null where nothing is known of
    /// it.
    /// </summary>
    public RequestLease? Find(RequestLease lease) => _underWay.Contains(lease)
        ? lease
        : Find(lease.Number) is { } other && other.Owner == lease.Owner && other.SentAt.Equals(lease.SentAt) ? other : null;

    /// <summary>How many of the latest ones, sent then or later and not refused, were given to this process.</summary>
    public int CountOf(long owner, double since) => _recent.Count(lease => lease.Owner == owner && lease.SentAt >= since && !lease.IsVoid);

    /// <summary>How many of the latest ones were given to others after the last that was given to this process.</summary>
    public int CountSinceLastOf(long owner) => _recent.Reverse().TakeWhile(lease => lease.Owner != owner).Count();

    public RequestLease Add(double now)
    {
        var lease = new RequestLease(++LastNumber, now);
        _underWay.Add(lease);
        _unknown.Enqueue(lease);
        _recent.Enqueue(lease);
        if (_recent.Count > Remembered)
        {
            _recent.Dequeue();
        }

        Unknown++;
        LastSentAt = now;
        return lease;
    }

    /// <summary>Takes the next request that has not been refused for so long that it was let in.</summary>
    public bool TryTakeLetIn(double now, out RequestLease lease)
    {
        while (_unknown.Count > 0)
        {
            lease = _unknown.Peek();
            if (lease.IsSettled)
            {
                _unknown.Dequeue();
            }
            else if (KnownAt <= now + 1e-9)
            {
                _unknown.Dequeue();
                Unknown--;
                lease.IsLetIn = true;
                return true;
            }
            else
            {
                return false;
            }
        }

        lease = null!;
        return false;
    }

    /// <summary>A request has come back.</summary>
    /// <returns>Whether its answer is the first sign that it was let in.</returns>
    public bool Settle(RequestLease lease, RequestFate fate, double now)
    {
        _underWay.Remove(lease);
        lease.IsSettled = true;
        var wasUnknown = !lease.IsLetIn;
        Unknown -= wasUnknown ? 1 : 0;
        lease.IsVoid = fate != RequestFate.Answered;
        lease.IsLetIn = fate == RequestFate.Answered;
        if (fate != RequestFate.Lost)
        {
            RoundTrip = Math.Min(RoundTrip, now - lease.SentAt);
        }

        if (fate == RequestFate.Refused)
        {
            _slowestRefusal = Math.Max(now - lease.SentAt, SlowestKept * _slowestRefusal);
        }

        return wasUnknown && lease.IsLetIn;
    }

    /// <summary>How many were sent after this one and neither refused nor lost, whether their answers are there or not.</summary>
    public int CountAfter(RequestLease lease) => _recent.Count(other => other.Number > lease.Number && !other.IsVoid);

    /// <summary>What a limit must hold at least that drains at this rate and let in what was sent until then.</summary>
    /// <param name="full">When it was full.</param>
    /// <param name="perSecond">The rate.</param>
    public double LeastBurst(LastFull full, double perSecond)
    {
        var (count, least) = (0, 0.0);
        foreach (var lease in _recent.Where(lease => lease.SentAt < full.At && !lease.IsVoid).Reverse())
        {
            least = Math.Max(least, ++count - ((full.At - lease.SentAt) * perSecond));
        }

        return least;
    }

    /// <summary>How many left a second in the last gaps before this one.</summary>
    /// <param name="lease">The request.</param>
    /// <param name="after">Only those with a larger number than this count.</param>
    /// <param name="since">Only those sent then or later count.</param>
    /// <param name="gaps">How many gaps at most.</param>
    /// <returns>Null where there are too few.</returns>
    public double? RateBefore(RequestLease lease, long after, double since, int gaps)
    {
        const int Fewest = 4;
        var sent = _recent.Where(
            other => other.Number < lease.Number && other.Number > after && !other.IsVoid && other.SentAt >= since).ToList();
        var first = Math.Max(0, sent.Count - 1 - gaps);
        var seconds = sent.Count > Fewest ? sent[sent.Count - 1].SentAt - sent[first].SentAt : 0;
        return seconds > 0 ? (sent.Count - 1 - first) / seconds : null;
    }

    private List<RequestLease> ToCarry()
    {
        var oldest = _recent.Count > 0 ? _recent.Peek().Number : 0;

        // What a process had under way when it was ended never comes back.
        var older = _underWay.Where(lease => lease.Number < oldest && lease.SentAt > LastSentAt - LongestUnderWay);
        return [.. older.OrderBy(static lease => lease.Number), .. _recent];
    }

    private void Keep(RequestLease lease)
    {
        if (!lease.IsSettled)
        {
            _underWay.Add(lease);
            if (!lease.IsLetIn)
            {
                _unknown.Enqueue(lease);
            }
        }

        _recent.Enqueue(lease);
        if (_recent.Count > Remembered)
        {
            _recent.Dequeue();
        }
    }
}
