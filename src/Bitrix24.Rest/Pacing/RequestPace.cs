using System;

namespace Bitrix24.Rest;

/// <summary>
/// When requests may leave for one portal, shared by every connection of this process to it. The limit is found, not asked for: a
/// refusal says
/// that the limit was full when that request was sent, and from one such moment to the next it has let in what it grants in that time.
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
    private const double LongestRetryFactor = 12;
    private const double RetryFactor = 1.5;
    private const double FirstDistance = 0.25;

    private readonly object _gate = new();
    private readonly SteadyClock _clock;
    private readonly PlanLimit[] _plans = PlanLimit.CreateAll();
    private readonly SentRequests _sent = new();
    private readonly LastFull _full = new();
    private readonly BurstSearch _burst;
    private readonly RoomSearch _room;
    private readonly RateEstimate _rate;

    private double _epoch;
    private Phase _phase = Phase.Burst;
    private bool _wasFull;
    private double _prior;
    private double _roomAfter;
    private bool _isResumed;
    private double _reactedAt = double.NegativeInfinity;
    private double _closedUntil;
    private double _retryFactor = 1;

    /// <param name="clock">The clock.</param>
    /// <param name="seed">Makes two processes differ where they share a limit.</param>
    public RequestPace(SteadyClock clock, int seed)
    {
        _clock = clock;
        _epoch = clock.Uptime;
        _burst = new BurstSearch(_sent, _plans);
        _room = new RoomSearch(_sent);
        _rate = new RateEstimate(_sent, _full, seed);
    }

    private enum Phase
    {
        Burst,
        Room,
        Rate,
    }

    /// <summary>The time, in seconds of the pace.</summary>
    public double Now => _clock.Uptime - _epoch;

    /// <summary>The requests it has let leave.</summary>
    public SentRequests Sent => _sent;

    /// <summary>Whether the portal has ever refused one.</summary>
    public bool KnowsLimit => _wasFull;

    /// <summary>Whether more was let in than any plan grants, and nothing refused: then there is nothing to share.</summary>
    public bool IsUnlimited => !_wasFull && _burst.Plan is null;

    /// <summary>The rate that was found, in requests a second; null while none has been.</summary>
    public double? PerSecond
    {
        get
        {
            lock (_gate)
            {
                return _phase == Phase.Rate ? _rate.PerSecond : null;
            }
        }
    }

    /// <summary>How many requests may leave at once, as far as is known, and how many a second after that.</summary>
    public (double Free, double PerSecond) Look()
    {
        lock (_gate)
        {
            var now = Now;
            Advance(now);
            return _phase == Phase.Rate ? (Math.Floor(_rate.Free(now)), _rate.PerSecond)
                : _wasFull ? (0, _prior > 0 ? _prior : _plans[0].PerSecond)
                : _burst.Plan is { } plan ? (Math.Max(0, Math.Floor(plan.Burst - plan.Level)), plan.PerSecond)
                : (double.PositiveInfinity, double.PositiveInfinity);
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
            Advance(now);
            wait = WaitAt(now, waiting);
            if (wait > TimeSpan.Zero)
            {
                lease = null!;
                return false;
            }

            lease = _sent.Add(now);
            OnSent(lease, now);
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
            Advance(now);
            return WaitAt(now, waiting);
        }
    }

    /// <summary>Takes all that is known out of a record, or puts it in.</summary>
    public void Carry(PaceRecord record)
    {
        lock (_gate)
        {
            _epoch = record.Carry(_epoch);
            _phase = (Phase)record.Carry((int)_phase);
            _wasFull = record.Carry(_wasFull);
            _prior = record.Carry(_prior);
            _roomAfter = record.Carry(_roomAfter);
            _isResumed = record.Carry(_isResumed);
            _reactedAt = record.Carry(_reactedAt);
            _closedUntil = record.Carry(_closedUntil);
            _retryFactor = record.Carry(_retryFactor);
            _sent.Carry(record);
            _full.Carry(record);
            _burst.Carry(record);
            _room.Carry(record);
            _rate.Carry(record);
            foreach (var plan in _plans)
            {
                plan.Carry(record);
            }
        }
    }

    /// <summary>Gives back a leave that was not used.</summary>
    public void Release(RequestLease lease)
    {
        lock (_gate)
        {
            var now = Now;
            Advance(now);
            _sent.Settle(lease, RequestFate.Lost, now);
            Uncount(lease);
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
            Advance(now);
            if (_sent.Settle(lease, fate, now))
            {
                OnLetIn(lease, now);
            }

            _burst.IsSilent = fate == RequestFate.Lost;
            if (fate == RequestFate.Refused)
            {
                Uncount(lease);
                Refuse(lease, retryAfter?.TotalSeconds, now);
            }
            else if (fate == RequestFate.Lost)
            {
                // It may be in the bucket or not, and shows nothing.
                _full.Sent -= IsMeasured(lease) ? 1 : 0;
                _burst.OnVoid(lease);
                if (lease == _room.Probe)
                {
                    _room.OnLost(now);
                }
            }
        }
    }

    private TimeSpan WaitAt(double now, double waiting)
    {
        var at = Math.Max(_closedUntil, _phase switch
        {
            Phase.Burst => _burst.NextAt(now, _wasFull),
            Phase.Room => _room.NextAt(),
            _ => _rate.NextAt(now, waiting),
        });
        return at > now + 1e-6 ? ExactTime.OfSeconds(Math.Min(at - now, TimeSpan.FromDays(1).TotalSeconds)) : TimeSpan.Zero;
    }

    private bool IsMeasured(RequestLease lease) => _wasFull && lease.Number > _full.Number;

    /// <summary>A request was not let in, or never sent.</summary>
    private void Uncount(RequestLease lease)
    {
        foreach (var plan in _plans)
        {
            plan.Add(-1);
        }

        _full.Sent -= IsMeasured(lease) ? 1 : 0;
        _burst.OnVoid(lease);
        _room.Probe = lease == _room.Probe ? null : _room.Probe;
    }

    private void Advance(double now)
    {
        foreach (var plan in _plans)
        {
            plan.Drain(now);
        }

        while (_sent.TryTakeLetIn(now, out var lease))
        {
            OnLetIn(lease, now);
        }
    }

    private void OnSent(RequestLease lease, double now)
    {
        if (!_wasFull)
        {
            _burst.OnSent(lease);
        }

        foreach (var plan in _plans)
        {
            plan.Add(1);
        }

        _full.Sent += _wasFull ? 1 : 0;
        _room.Probe = _phase == Phase.Room ? lease : null;
        if (_phase == Phase.Rate)
        {
            _rate.OnSent(now);
        }
    }

    private void OnLetIn(RequestLease lease, double now)
    {
        if (lease.SentAt >= _reactedAt)
        {
            _retryFactor = 1;
        }

        if (lease == _room.Probe)
        {
            OnRoom(now);
        }
        else if (_phase == Phase.Rate && lease.Number > _full.Number)
        {
            _rate.OnLetIn();
        }
        else if (_phase == Phase.Burst && lease.SentAt >= _reactedAt)
        {
            _burst.OnLetIn(lease);
        }
    }

    private void OnRoom(double now)
    {
        _room.Probe = null;
        _roomAfter = now - _full.At;
        if (_isResumed)
        {
            _phase = Phase.Rate;
            _full.LetIn = 0;
            _rate.Resume(_roomAfter, now);
            return;
        }

        _phase = Phase.Burst;
        _burst.Resume();
    }

    private void Refuse(RequestLease lease, double? retryAfter, double now)
    {
        _closedUntil = Math.Max(_closedUntil, now + (retryAfter ?? 0));
        if (lease.SentAt < _reactedAt)
        {
            // What was under way together is refused together: that is one event.
            return;
        }

        _reactedAt = now;
        React(lease, now);
        if (retryAfter is { } asked)
        {
            // A counter that counts refusals would never let in what comes again and again too early.
            _closedUntil = Math.Max(_closedUntil, now + (asked * _retryFactor));
            _retryFactor = Math.Min(LongestRetryFactor, _retryFactor * RetryFactor);
            _room.ProbeAt = _closedUntil;
            _rate.Close(_closedUntil);
        }
    }

    private void React(RequestLease lease, double now)
    {
        var sentAfter = _sent.CountAfter(lease);
        if (!_wasFull)
        {
            _wasFull = true;
            _prior = _burst.Plan is { } plan && plan.Explains(sentAfter) ? plan.PerSecond : 0;
            _full.Move(lease, sentAfter: 0);

            // What is under way was sent into a full limit, though some of it may have overtaken the one that was refused.
            _full.Number = _sent.LastNumber;
            _phase = Phase.Room;
            _isResumed = false;

            // Two places are free by then.
            _room.Begin(_full, _prior > 0 ? 2 / _prior : FirstDistance);
            return;
        }

        var count = Math.Max(0, _full.Sent - sentAfter);
        var seconds = _full.SecondsTo(lease);
        if (_phase != Phase.Rate && count == 0)
        {
            _phase = Phase.Room;
            _full.Sent = sentAfter;
            _full.Number = lease.Number;
            _room.OnRefused(_full, seconds);
            return;
        }

        if (_phase == Phase.Rate && count == 0)
        {
            _full.Move(lease, sentAfter);
            if (_rate.OnNothingLetIn(seconds) is { } distance)
            {
                _phase = Phase.Room;
                _isResumed = true;
                _room.Begin(_full, _rate.IsWindow ? Math.Max(distance, _room.Refused) : distance);
            }

            return;
        }

        if (_phase == Phase.Rate)
        {
            _rate.Measure(lease, count);
        }
        else
        {
            _rate.Begin(lease, count, _prior, _room.Refused, _roomAfter, now);
            _phase = Phase.Rate;
        }

        _full.Move(lease, sentAfter);
        _rate.Rest(now);
    }
}
