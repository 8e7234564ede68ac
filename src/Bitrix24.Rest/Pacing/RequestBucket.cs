using System;

namespace Bitrix24.Rest;

/// <summary>
/// The request rate of one portal, shared by every connection of this process to it. The portal's limit is found, not asked for:
/// the strictest plan is held until one request beyond it is answered, then the next plan is. A refusal says that the bucket is full;
/// refusals that go on say that somebody else fills it too, and then it is shared (<see cref="SharedRate"/>).
/// </summary>
internal sealed class RequestBucket
{
    // What arrives a moment earlier than it was sent, measured in requests: one refusal for it is enough.
    private const double Margin = 0.3;

    private const int StrikesOfAnother = 3;
    private static readonly TimeSpan StrikesWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstPatience = TimeSpan.FromMinutes(2);

    private readonly object _gate = new();
    private readonly SteadyClock _clock;
    private readonly int _seed;
    private long _taken;
    private int _plan;
    private double _level;
    private bool _isProbing;
    private bool _isFound;
    private int _strikes;
    private SharedRate? _shared;
    private TimeSpan _patience = FirstPatience;
    private DateTimeOffset _drainedAt;
    private DateTimeOffset _reactedAt;
    private DateTimeOffset _closedUntil;

    /// <param name="clock">The clock.</param>
    /// <param name="seed">Makes two processes differ where they share a limit.</param>
    public RequestBucket(SteadyClock clock, int seed)
    {
        _clock = clock;
        _seed = seed;
        _drainedAt = _reactedAt = _closedUntil = clock.Now;
    }

    private PlanLimit Limit => PlanLimit.Plans[_plan];

    /// <summary>How many requests may leave at once, and how many a second after that.</summary>
    public (double Free, double PerSecond) Look()
    {
        lock (_gate)
        {
            Drain(_clock.Now);
            return _shared is null ? (Math.Max(0, Math.Floor(Limit.Burst - _level)), Limit.PerSecond) : (0, _shared.PerSecond);
        }
    }

    /// <summary>Asks for the leave to send one request now.</summary>
    /// <param name="ticket">To be given back to <see cref="Settle"/>.</param>
    /// <param name="wait">How long to wait before asking again, where there is none.</param>
    public bool TryTake(out RequestTicket ticket, out TimeSpan wait)
    {
        lock (_gate)
        {
            var now = _clock.Now;
            Drain(now);
            ticket = new RequestTicket(now, _taken + 1, IsProbe: false);
            wait = _closedUntil - now;
            if (wait > TimeSpan.Zero)
            {
                return false;
            }

            if (_shared is not null)
            {
                var isTaken = _shared.TryTake(now, out wait);
                _taken += isTaken ? 1 : 0;
                return isTaken;
            }

            if (_level + 1 <= Limit.Burst)
            {
                _level++;
                _taken++;
                return true;
            }

            if (!_isProbing && (!_isFound || now - _reactedAt >= _patience))
            {
                _level++;
                _taken++;
                _isProbing = true;
                ticket = ticket with { IsProbe = true };
                return true;
            }

            wait = TimeSpan.FromSeconds(Math.Max(0.001, (_level + 1 - Limit.Burst) / Limit.PerSecond));
            return false;
        }
    }

    /// <summary>Gives back a leave that was not used.</summary>
    public void Return(RequestTicket ticket)
    {
        lock (_gate)
        {
            _level = Math.Max(0, _level - 1);
            _isProbing &= !ticket.IsProbe;
        }
    }

    /// <summary>Tells what became of a request.</summary>
    /// <param name="ticket">Its leave.</param>
    /// <param name="isRefused">Whether the portal refused it for its rate.</param>
    /// <param name="retryAfter">How long the portal asks to wait.</param>
    public void Settle(RequestTicket ticket, bool isRefused, TimeSpan? retryAfter)
    {
        lock (_gate)
        {
            var now = _clock.Now;
            Drain(now);
            _isProbing &= !ticket.IsProbe;
            if (isRefused)
            {
                if (retryAfter is { } asked && now + asked > _closedUntil)
                {
                    _closedUntil = now + asked;
                }

                // Requests that were under way together are refused together: that is one event.
                if (ticket.SentAt >= _reactedAt)
                {
                    Refuse(ticket, now);
                }
            }
            else if (_shared is not null)
            {
                if (_shared.Accept(now))
                {
                    _shared = null;
                    _strikes = 0;
                    _level = Limit.Burst - 1 + Margin;
                }
            }
            else if (ticket.IsProbe)
            {
                _plan = Math.Min(_plan + 1, PlanLimit.Plans.Length - 1);
                _isFound = false;
            }
        }
    }

    private void Refuse(RequestTicket ticket, DateTimeOffset now)
    {
        if (Limit.IsUnlimited)
        {
            _plan--;
        }

        if (_shared is not null)
        {
            _shared.Refuse(now);
        }
        else
        {
            // The request that was refused is not in the bucket; when it arrived, the bucket was full; what left since is in it.
            var full = Limit.Burst - 1 + (_taken - ticket.Number) - ((now - ticket.SentAt).TotalSeconds * Limit.PerSecond);
            _level = Math.Max(_level - 1, full) + Margin;
            if (ticket.IsProbe)
            {
                _patience = _isFound ? _patience + _patience : _patience;
            }
            else if ((_strikes = now - _reactedAt <= StrikesWithin ? _strikes + 1 : 1) >= StrikesOfAnother)
            {
                _shared = new SharedRate(Limit.PerSecond, now, _seed);
            }

            _isFound = true;
        }

        _reactedAt = now;
    }

    private void Drain(DateTimeOffset now)
    {
        var seconds = (now - _drainedAt).TotalSeconds;
        _drainedAt = now;
        _level = Limit.IsUnlimited ? 0 : Math.Max(0, _level - (seconds * Limit.PerSecond));
    }
}
