using System;

namespace Bitrix24.Rest;

/// <summary>
/// Finds the limit: first how much leaves until a request is refused, then when there is room again, then the rate. It says when the next
/// one may leave, and learns from what becomes of each. Guarded by the pace's lock.
/// </summary>
internal sealed class LimitSearch
{
    // Where no plan tells when there is room again the search begins early: a limit of a few a second has some by then, in seconds.
    private const double FirstDistance = 0.25;

    private readonly PlanLimit[] _plans = PlanLimit.CreateAll();
    private readonly LastFull _full = new();
    private readonly AskedPause _pause = new();
    private readonly BurstSearch _burst;
    private readonly RoomSearch _room;
    private readonly RateEstimate _rate;

    private Phase _phase = Phase.Burst;
    private double _prior;
    private double _roomAfter;
    private bool _isResumed;
    private double _reactedAt = double.NegativeInfinity;

    public LimitSearch(int seed)
    {
        _burst = new BurstSearch(Sent, _plans);
        _room = new RoomSearch(Sent);
        _rate = new RateEstimate(Sent, _full, _plans[0].PerSecond, seed);
    }

    private enum Phase
    {
        Burst,
        Room,
        Rate,
    }

    /// <summary>The requests that were let leave.</summary>
    public SentRequests Sent { get; } = new();

    /// <summary>Whether the portal has ever refused one.</summary>
    public bool WasFull { get; private set; }

    /// <summary>Whether more was let in than any plan grants, and nothing refused.</summary>
    public bool IsUnlimited => !WasFull && _burst.Plan is null;

    /// <inheritdoc cref="RequestPace.PerSecond"/>
    public double? PerSecond => _phase == Phase.Rate ? _rate.PerSecond : null;

    /// <inheritdoc cref="RequestPace.Look"/>
    public (double Free, double PerSecond) Look(double now) => _phase == Phase.Rate
        ? (Math.Floor(_rate.Free(now)), _rate.PerSecond)
        : WasFull ? (0, _prior > 0 ? _prior : _plans[0].PerSecond)
        : _burst.Plan is { } plan ? (Math.Max(0, Math.Floor(plan.Burst - plan.Level)), plan.PerSecond)
        : (double.PositiveInfinity, double.PositiveInfinity);

    /// <summary>How long to wait before one may leave.</summary>
    /// <param name="now">The time, in seconds of the pace.</param>
    /// <param name="waiting">How many requests wait.</param>
    public TimeSpan WaitAt(double now, double waiting)
    {
        var at = Math.Max(_pause.Until, _phase switch
        {
            Phase.Burst => _burst.NextAt(now, WasFull),
            Phase.Room => _room.NextAt(),
            _ => _rate.NextAt(now, waiting),
        });
        return at > now + 1e-6 ? ExactTime.OfSeconds(Math.Min(at - now, TimeSpan.FromDays(1).TotalSeconds)) : TimeSpan.Zero;
    }

    /// <summary>Time goes on: buckets drain, and what was not refused for so long was let in.</summary>
    public void Advance(double now)
    {
        foreach (var plan in _plans)
        {
            plan.Drain(now);
        }

        while (Sent.TryTakeLetIn(now, out var lease))
        {
            OnLetIn(lease, now);
        }
    }

    /// <summary>One leaves now.</summary>
    public RequestLease Send(double now)
    {
        var lease = Sent.Add(now);
        if (!WasFull)
        {
            _burst.OnSent(lease);
        }

        foreach (var plan in _plans)
        {
            plan.Add(1);
        }

        _full.Sent += WasFull ? 1 : 0;
        _room.Probe = _phase == Phase.Room ? lease : null;
        if (_phase == Phase.Rate)
        {
            _rate.OnSent(now);
        }

        return lease;
    }

    /// <summary>One was not sent after all.</summary>
    public void Release(RequestLease lease, double now)
    {
        Sent.Settle(lease, RequestFate.Lost, now);
        Uncount(lease);
    }

    /// <summary>One has come back.</summary>
    public void Report(RequestLease lease, RequestFate fate, TimeSpan? retryAfter, double now)
    {
        if (Sent.Settle(lease, fate, now))
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

    public void Carry(PaceRecord record)
    {
        _phase = (Phase)record.Carry((int)_phase);
        WasFull = record.Carry(WasFull);
        _prior = record.Carry(_prior);
        _roomAfter = record.Carry(_roomAfter);
        _isResumed = record.Carry(_isResumed);
        _reactedAt = record.Carry(_reactedAt);
        _pause.Carry(record);
        Sent.Carry(record);
        _full.Carry(record);
        _burst.Carry(record);
        _room.Carry(record);
        _rate.Carry(record);
        foreach (var plan in _plans)
        {
            plan.Carry(record);
        }
    }

    private bool IsMeasured(RequestLease lease) => WasFull && lease.Number > _full.Number;

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

    private void OnLetIn(RequestLease lease, double now)
    {
        if (lease.SentAt >= _reactedAt)
        {
            _pause.Forget();
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
        _pause.Extend(now, retryAfter ?? 0);
        if (lease.SentAt < _reactedAt)
        {
            // What was under way together is refused together: that is one event. Where refusals are held up they come in no order, and the
            // limit was full until the last of them at least.
            if (_phase == Phase.Room && lease.SentAt > _full.At && Sent.IsLate(lease, now))
            {
                _room.Delay(_full.Delay(lease));
            }

            return;
        }

        _reactedAt = now;
        React(lease, now);
        if (retryAfter is { } asked)
        {
            _pause.Lengthen(now, asked);
            _room.ProbeAt = _pause.Until;
            _rate.Close(_pause.Until);
        }
    }

    private void React(RequestLease lease, double now)
    {
        var sentAfter = Sent.CountAfter(lease);
        if (!WasFull)
        {
            WasFull = true;
            _prior = _burst.Plan is { } plan && plan.Explains(sentAfter) ? plan.PerSecond : 0;
            _full.Move(lease, sentAfter: 0);
            _full.IsUnsure = Sent.IsLate(lease, now);

            // What is under way was sent into a full limit, though some of it may have overtaken the one that was refused.
            _full.Number = Sent.LastNumber;
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
