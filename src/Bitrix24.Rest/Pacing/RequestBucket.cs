using System;

namespace Bitrix24.Rest;

/// <summary>
/// The request rate of one portal, shared by every connection of this process to it. The portal's limit is found, not asked for:
/// the strictest plan is held until a request beyond it is answered, then the next plan is. A refusal says that the bucket is full;
/// refusals that go on say that somebody else fills it too, and then it is shared (<see cref="SharedRate"/>).
/// </summary>
internal sealed class RequestBucket
{
    // What a request may arrive too early by, measured in requests: one refusal for it is enough.
    private const double Margin = 0.3;

    // A probe must go beyond the limit clearly: what drains unseen would let it pass and prove nothing.
    private const double Beyond = 0.75;

    private const int ProbesAfterRefusal = 2;
    private const int StrikesOfAnother = 2;
    private static readonly TimeSpan StrikesWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstPatience = TimeSpan.FromMinutes(2);

    private readonly object _gate = new();
    private readonly SteadyClock _clock;
    private readonly int _seed;

    // How full the bucket is, as each plan would have it.
    private readonly double[] _levels = new double[PlanLimit.Plans.Length];
    private int _plan;
    private long _taken;
    private bool _isFound;
    private bool _isSilent;
    private int _probing;
    private int _probesNeeded = ProbesOf(plan: 0);
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

    private double Level => _levels[_plan];

    /// <summary>How many requests may leave at once, and how many a second after that.</summary>
    public (double Free, double PerSecond) Look()
    {
        lock (_gate)
        {
            Drain(_clock.Now);
            return _shared is null ? (Math.Max(0, Math.Floor(Limit.Burst - Level)), Limit.PerSecond) : (0, _shared.PerSecond);
        }
    }

    /// <summary>Asks for the leave to send one request now.</summary>
    /// <param name="ticket">To be given back to <see cref="Settle"/> or <see cref="Return"/>.</param>
    /// <param name="wait">How long to wait before asking again, where there is none.</param>
    public bool TryTake(out RequestTicket ticket, out TimeSpan wait)
    {
        lock (_gate)
        {
            var now = _clock.Now;
            Drain(now);
            var isProbe = false;
            var isGiven = _closedUntil <= now && (_shared is not null ? _shared.TryTake(now) : Level + 1 <= Limit.Burst || (isProbe = MayProbe(now)));
            wait = isGiven ? TimeSpan.Zero
                : _closedUntil > now ? _closedUntil - now
                : _shared is not null ? _shared.NextAt - now
                : ExactTime.OfSeconds(Math.Max(0.001, (Level + 1 - Limit.Burst) / Limit.PerSecond));
            ticket = new RequestTicket(now, _taken + 1, isProbe);
            if (isGiven)
            {
                _probing += isProbe ? 1 : 0;
                Fill(1);
            }

            return isGiven;
        }
    }

    /// <summary>Gives back a leave that was not used.</summary>
    public void Return(RequestTicket ticket)
    {
        lock (_gate)
        {
            Fill(-1);
            _probing -= ticket.IsProbe ? 1 : 0;
        }
    }

    /// <summary>Tells what became of a request.</summary>
    /// <param name="ticket">Its leave.</param>
    /// <param name="fate">Whether the portal let it in.</param>
    /// <param name="retryAfter">How long the portal asks to wait.</param>
    public void Settle(RequestTicket ticket, RequestFate fate, TimeSpan? retryAfter)
    {
        lock (_gate)
        {
            var now = _clock.Now;
            Drain(now);
            _probing -= ticket.IsProbe ? 1 : 0;
            _isSilent = false;
            if (fate == RequestFate.Refused)
            {
                if (retryAfter is { } asked && now + asked > _closedUntil)
                {
                    _closedUntil = now + asked;
                }

                Refuse(ticket, now);
            }
            else if (fate == RequestFate.Lost)
            {
                // To a portal that does not answer nothing is sent beyond what is known to be allowed.
                _isSilent = true;
                return;
            }
            else if (_shared is not null)
            {
                if (_shared.Accept(now))
                {
                    _shared = null;
                    _strikes = 0;
                    _levels[_plan] = Limit.Burst - 1 + Margin;
                }
            }
            else if (ticket.IsProbe && --_probesNeeded <= 0 && _plan < PlanLimit.Plans.Length - 1)
            {
                _plan++;
                _probesNeeded = ProbesOf(_plan);
                _isFound = false;
            }
        }
    }

    // The faster a plan drains, the sooner a late arrival lets one request beyond it through.
    private static int ProbesOf(int plan) => plan + 1;

    private bool MayProbe(DateTimeOffset now) =>
        !_isSilent && _probing < (_isFound ? 1 : _probesNeeded) && Level + 1 >= Limit.Burst + Beyond && (!_isFound || now - _reactedAt >= _patience);

    private void Refuse(RequestTicket ticket, DateTimeOffset now)
    {
        // The request that was refused is not in the bucket.
        Fill(-1);

        // Requests that were under way together are refused together: that is one event.
        if (ticket.SentAt < _reactedAt)
        {
            return;
        }

        StepDown();
        if (_shared is not null)
        {
            _shared.Refuse(now);
        }
        else
        {
            // When it arrived the bucket was full; what left since is in it, what drained since is not.
            var full = Limit.Burst - 1 + (_taken - ticket.Number) - ((now - ticket.SentAt).TotalSeconds * Limit.PerSecond);
            _levels[_plan] = Math.Max(Level, full) + Margin;
            _probesNeeded = ProbesAfterRefusal;
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

    /// <summary>A refusal far below the limit that is held speaks for a stricter plan, if that one's bucket would be full.</summary>
    private void StepDown()
    {
        while (_plan > 0 && (Limit.IsUnlimited || (Level < Limit.Burst - 1 && _levels[_plan - 1] >= PlanLimit.Plans[_plan - 1].Burst - 1)))
        {
            _plan--;
        }
    }

    private void Fill(int requests)
    {
        _taken += Math.Max(0, requests);
        for (var plan = 0; plan < _levels.Length; plan++)
        {
            _levels[plan] = Math.Max(0, _levels[plan] + requests);
        }
    }

    private void Drain(DateTimeOffset now)
    {
        var seconds = (now - _drainedAt).TotalSeconds;
        _drainedAt = now;
        for (var plan = 0; plan < _levels.Length; plan++)
        {
            var limit = PlanLimit.Plans[plan];
            _levels[plan] = limit.IsUnlimited ? 0 : Math.Max(0, _levels[plan] - (seconds * limit.PerSecond));
        }
    }
}
