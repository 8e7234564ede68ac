using System;

namespace Bitrix24.Rest;

/// <summary>
/// When a limit that is full has room again: single requests, further and further apart, until one is let in. Guarded by the lock of
/// the pace.
/// </summary>
internal sealed class RoomSearch(SentRequests sent)
{
    // Twice as long soon passes what a bucket needs; from two seconds on half as long again, so that the end of a window is missed by
    // half of it at the most, and never by more than eight seconds.
    private const double Factor = 2;
    private const double LateFactor = 1.5;
    private const double Late = 2;
    private const double LongestStep = 8;

    private double _distance;

    /// <summary>How long after the limit was full nothing was let in yet, in seconds.</summary>
    public double Refused { get; private set; }

    /// <summary>The request that is to show it; null while none is under way.</summary>
    public RequestLease? Probe { get; set; }

    /// <summary>When it may leave.</summary>
    public double ProbeAt { get; set; }

    public double NextAt() => Probe is null ? ProbeAt : sent.KnownAt;

    public void Begin(LastFull full, double distance)
    {
        Refused = 0;
        Probe = null;
        _distance = distance;
        ProbeAt = full.At + distance;
    }

    /// <summary>The limit was full so many seconds later than was known.</summary>
    public void Delay(double seconds) => ProbeAt += Probe is null ? seconds : 0;

    public void Carry(PaceRecord record)
    {
        _distance = record.Carry(_distance);
        Refused = record.Carry(Refused);
        Probe = sent.Find(record.Carry(Probe?.Number ?? 0));
        ProbeAt = record.Carry(ProbeAt);
    }

    /// <summary>It was lost: another one goes after the same time again.</summary>
    public void OnLost(double now)
    {
        Probe = null;
        ProbeAt = Math.Max(ProbeAt, now + _distance);
    }

    /// <summary>It was refused so many seconds after the limit was full.</summary>
    public void OnRefused(LastFull full, double seconds)
    {
        Refused = seconds;
        while (_distance <= seconds * 1.05)
        {
            _distance *= _distance >= Late ? LateFactor : Factor;
        }

        _distance = Math.Min(_distance, seconds + LongestStep);
        ProbeAt = full.At + _distance;
    }
}
