using System;
using System.Collections.Generic;

namespace Bitrix24.Rest;

/// <summary>
/// The pace of a portal as its connections ask for it. Processes of one user on one machine fill the same limit; so they keep one pace
/// between them: before it decides, a process takes over what the others know (<see cref="PaceRecord"/>), and after it leaves there what it
/// knows then. Where there is no such record to be had, a process goes by what it knows itself, and says nothing of it. Where nothing
/// limits the portal there is nothing to share.
/// </summary>
/// <param name="pace">What this process knows itself.</param>
/// <param name="clock">The clock, which processes have in common.</param>
/// <param name="store">Where the record is kept; null where this process is to be alone.</param>
/// <param name="id">The number of this process.</param>
internal sealed class SharedPace(RequestPace pace, SteadyClock clock, IPaceStore? store, long id)
{
    // What nobody has written for so long tells of a limit that is empty again.
    private const double Forgotten = 60;

    // The clocks of the day and of the machine go on alike while it runs. Otherwise the record is from before it was started.
    private const double Difference = 5;

    // A record that cannot be had is asked for again, and who waits for a lock meanwhile waits for somebody who hangs.
    private const double AloneFor = 60;
    private const double LongestBusy = 0.25;
    private static readonly TimeSpan BusyAgain = TimeSpan.FromMilliseconds(5);

    // Who goes first is woken at the same moment; who does not come is not waited for.
    private const double LongestYield = 0.25;
    private static readonly TimeSpan YieldAgain = TimeSpan.FromMilliseconds(10);

    // What the others do may let something leave sooner, and they are to know that something waits.
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(100);

    private readonly object _gate = new();
    private readonly SharedTurns _turns = new(pace, id);
    private readonly ConnectionTurns _connections = new(clock);
    private readonly List<(RequestLease Lease, RequestFate? Fate, TimeSpan? RetryAfter)> _untold = [];
    private double _aloneUntil = double.NegativeInfinity;
    private double? _busySince;
    private double? _yieldedSince;
    private long _edition;

    /// <inheritdoc cref="RequestPace.PerSecond"/>
    public double? PerSecond => pace.PerSecond;

    /// <inheritdoc cref="RequestPace.KnowsLimit"/>
    public bool KnowsLimit => pace.KnowsLimit;

    /// <inheritdoc cref="RequestPace.Look"/>
    public (double Free, double PerSecond) Look()
    {
        lock (_gate)
        {
            return pace.Look();
        }
    }

    /// <inheritdoc cref="ConnectionTurns.WasUrgent"/>
    public bool WasUrgent => _connections.WasUrgent;

    /// <summary>When to ask again, where nothing may leave for so long.</summary>
    public TimeSpan AskAgainAfter(TimeSpan wait)
    {
        lock (_gate)
        {
            return wait > AskEvery && IsShared && _turns.HasOthers ? AskEvery : wait;
        }
    }

    /// <summary>Asks for the leave to send one request now.</summary>
    /// <param name="sharer">The connection that asks.</param>
    /// <param name="isUrgent">Whether somebody sits and waits for what it is to send.</param>
    /// <param name="waiting">How many requests of it wait, this one included.</param>
    /// <param name="lease">To be given back to <see cref="Report"/> or <see cref="Release"/>.</param>
    /// <param name="wait">How long to wait before asking again, where there is none.</param>
    public bool TryAcquire(PortalSharer sharer, bool isUrgent, double waiting, out RequestLease lease, out TimeSpan wait)
    {
        lock (_gate)
        {
            _connections.Ask(sharer, isUrgent, waiting);
            RequestLease? given = null;
            var until = BusyAgain;
            var answer = Share(() =>
            {
                var isNews = _turns.Note(_connections.Waiting);
                (given, until) = Ask(sharer, isShared: true);
                return isNews || given is not null;
            });
            if (given is null && answer == PaceStoreAnswer.Unavailable)
            {
                (given, until) = Ask(sharer, isShared: false);
            }

            (lease, wait) = (given!, until);
            if (given is null)
            {
                _connections.Wait(sharer, AskAgainAfter(wait));
                return false;
            }

            _connections.Give(sharer, isUrgent);
            return true;
        }
    }

    /// <inheritdoc cref="ConnectionTurns.Leave"/>
    public void Leave(PortalSharer sharer)
    {
        lock (_gate)
        {
            _connections.Leave(sharer);
        }
    }

    /// <inheritdoc cref="RequestPace.Release"/>
    public void Release(RequestLease lease) => Tell(lease, fate: null, retryAfter: null);

    /// <inheritdoc cref="RequestPace.Report"/>
    public void Report(RequestLease lease, RequestFate fate, TimeSpan? retryAfter) => Tell(lease, fate, retryAfter);

    private bool IsShared => store is not null && clock.Uptime >= _aloneUntil && !pace.IsUnlimited;

    private void Tell(RequestLease lease, RequestFate? fate, TimeSpan? retryAfter)
    {
        lock (_gate)
        {
            _untold.Add((lease, fate, retryAfter));
            Share(static () => false);
        }
    }

    private (RequestLease? Given, TimeSpan Wait) Ask(PortalSharer sharer, bool isShared)
    {
        var waiting = _connections.Waiting;
        var all = waiting + (isShared ? _turns.WaitingInOthers : 0);
        var wait = pace.WaitFor(all);
        if (wait > TimeSpan.Zero)
        {
            _yieldedSince = null;
            return (null, wait);
        }

        if (!_connections.IsOf(sharer))
        {
            return (null, YieldAgain);
        }

        if (isShared && _turns.IsOthers())
        {
            _yieldedSince ??= clock.Uptime;
            if (clock.Uptime - _yieldedSince < LongestYield)
            {
                return (null, YieldAgain);
            }
        }

        _yieldedSince = null;
        if (!pace.TryAcquire(all, out var lease, out wait))
        {
            return (null, wait);
        }

        lease.Owner = id;
        _turns.OnGiven(waiting - 1);
        return (lease, TimeSpan.Zero);
    }

    /// <summary>Does something with the pace that all have in common.</summary>
    /// <param name="act">What to do. It says whether the others are to know of it.</param>
    /// <returns><see cref="PaceStoreAnswer.Done"/> where it was done; otherwise it may have to be done alone, or later.</returns>
    private PaceStoreAnswer Share(Func<bool> act)
    {
        var now = clock.Uptime;
        if (!IsShared)
        {
            TellAll();
            return PaceStoreAnswer.Unavailable;
        }

        var answer = store!.Update(numbers =>
        {
            TakeOver(numbers);
            var isNews = TellAll();
            return act() || isNews ? Write() : null;
        });
        if (answer == PaceStoreAnswer.Done)
        {
            _busySince = null;
            return answer;
        }

        if (answer == PaceStoreAnswer.Busy && now - (_busySince ??= now) < LongestBusy)
        {
            return answer;
        }

        _busySince = null;
        _aloneUntil = now + AloneFor;
        TellAll();
        return PaceStoreAnswer.Unavailable;
    }

    /// <summary>Tells the pace what became of requests.</summary>
    /// <returns>Whether there was anything to tell.</returns>
    private bool TellAll()
    {
        var count = _untold.Count;
        foreach (var (lease, fate, retryAfter) in _untold)
        {
            // One that is not known left before this process took over what the others know.
            if (pace.Sent.Find(lease) is not { } known)
            {
                continue;
            }

            if (fate is { } what)
            {
                pace.Report(known, what, retryAfter);
            }
            else
            {
                pace.Release(known);
            }
        }

        _untold.Clear();
        return count > 0;
    }

    private void TakeOver(long[] numbers)
    {
        if (PaceRecord.Open(numbers) is not { } record)
        {
            return;
        }

        var (writer, edition) = (record.Carry(0L), record.Carry(0L));
        var (day, uptime, keepUntil) = (record.Carry(0.0), record.Carry(0.0), record.Carry(0.0));
        var knowsLimit = record.Carry(value: false);
        var isOwn = writer == id && edition == _edition;
        var isOfNow = Math.Abs(Day - day - (clock.Uptime - uptime)) < Difference && keepUntil >= clock.Uptime;

        // Who knows the limit is believed.
        if (!isOwn && isOfNow && (knowsLimit || !pace.KnowsLimit))
        {
            pace.Carry(record);
            _turns.Carry(record);
        }
    }

    private long[] Write()
    {
        var record = PaceRecord.Create();
        record.Carry(id);
        record.Carry(++_edition);
        record.Carry(Day);
        record.Carry(clock.Uptime);
        record.Carry(clock.Uptime + Forgotten + pace.WaitFor(0).TotalSeconds);
        record.Carry(pace.KnowsLimit);
        pace.Carry(record);
        _turns.Carry(record);
        return record.ToNumbers();
    }

    private double Day => clock.Time.GetUtcNow().UtcTicks / (double)TimeSpan.TicksPerSecond;
}
