using System;

namespace Bitrix24.Rest;

/// <summary>
/// When requests may leave for one portal, shared by every connection of this process to it. The limit is found, not asked for: a
/// refusal says that the limit was full when that request was sent, and from one such moment to the next it has let in what it grants
/// in that time.
/// So refusals are measurements; few are bought, and ever fewer while they confirm each other.
/// <list type="number">
/// <item><see cref="BurstSearch"/>: until the first refusal.</item>
/// <item><see cref="RoomSearch"/>: until the limit has room again. Then as before, until it is full once more: that is the first
/// measure.</item>
/// <item><see cref="RateEstimate"/>: from then on.</item>
/// </list>
/// How many requests are under way is no concern of this (<see cref="ConcurrencyLimit"/>).
/// </summary>
internal sealed class RequestPace
{
    private readonly object _gate = new();
    private readonly SteadyClock _clock;
    private readonly LimitSearch _search;
    private double _epoch;

    /// <param name="clock">The clock.</param>
    /// <param name="seed">Makes two processes differ where they share a limit.</param>
    public RequestPace(SteadyClock clock, int seed)
    {
        _clock = clock;
        _epoch = clock.Uptime;
        _search = new LimitSearch(seed);
    }

    /// <summary>The time, in seconds of the pace.</summary>
    public double Now => _clock.Uptime - _epoch;

    /// <summary>The requests it has let leave.</summary>
    public SentRequests Sent => _search.Sent;

    /// <summary>Whether the portal has ever refused one.</summary>
    public bool KnowsLimit => _search.WasFull;

    /// <summary>Whether more was let in than any plan grants, and nothing refused: then there is nothing to share.</summary>
    public bool IsUnlimited => _search.IsUnlimited;

    /// <summary>The rate that was found, in requests a second; null while none has been.</summary>
    public double? PerSecond
    {
        get
        {
            lock (_gate)
            {
                return _search.PerSecond;
            }
        }
    }

    /// <summary>How many requests may leave at once, as far as is known, and how many a second after that.</summary>
    public (double Free, double PerSecond) Look()
    {
        lock (_gate)
        {
            var now = Now;
            _search.Advance(now);
            return _search.Look(now);
        }
    }

    /// <summary>Asks for the leave to send one request now.</summary>
    /// <param name="waiting">How many requests wait, this one included.</param>
    /// <param name="lease">To be given back to <see cref="Report"/> or <see cref="Release"/>.</param>
    /// <param name="wait">How long to wait before asking again, where there is none.</param>
    public bool TryAcquire(double waiting, out RequestLease lease, out TimeSpan wait)
    {
        lock (_gate)
        {
            var now = Now;
            _search.Advance(now);
            wait = _search.WaitAt(now, waiting);
            if (wait > TimeSpan.Zero)
            {
                lease = null!;
                return false;
            }

            lease = _search.Send(now);
            return true;
        }
    }

    /// <summary>How long to wait before one may leave.</summary>
    /// <param name="waiting">How many requests wait.</param>
    public TimeSpan WaitFor(double waiting)
    {
        lock (_gate)
        {
            var now = Now;
            _search.Advance(now);
            return _search.WaitAt(now, waiting);
        }
    }

    /// <summary>Takes all that is known out of a record, or puts it in.</summary>
    public void Carry(PaceRecord record)
    {
        lock (_gate)
        {
            _epoch = record.Carry(_epoch);
            _search.Carry(record);
        }
    }

    /// <summary>Gives back a leave that was not used.</summary>
    public void Release(RequestLease lease)
    {
        lock (_gate)
        {
            var now = Now;
            _search.Advance(now);
            _search.Release(lease, now);
        }
    }

    /// <summary>Tells what became of a request.</summary>
    /// <param name="lease">Its leave.</param>
    /// <param name="fate">Whether the portal let it in.</param>
    /// <param name="retryAfter">How long the portal asks to wait.</param>
    public void Report(RequestLease lease, RequestFate fate, TimeSpan? retryAfter)
    {
        lock (_gate)
        {
            var now = Now;
            _search.Advance(now);
            _search.Report(lease, fate, retryAfter, now);
        }
    }
}
