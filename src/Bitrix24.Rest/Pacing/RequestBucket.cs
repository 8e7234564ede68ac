using System;

namespace Bitrix24.Rest;

/// <summary>
/// The request rate of one portal, shared by every connection of this process to it. The portal's limit is found, not asked for:
/// the strictest plan is held until one request beyond it is answered, then the next plan is. A refusal says that the bucket is full.
/// </summary>
internal sealed class RequestBucket
{
    private const double ShareAfterRefusal = 0.7;
    private const double ShareGain = 0.03;
    private const double SmallestShare = 0.05;

    // A little more than full: what leaves a moment later must not arrive a moment too early.
    private const double Margin = 0.3;

    private static readonly TimeSpan FirstPatience = TimeSpan.FromMinutes(2);

    private readonly object _gate = new();
    private readonly SteadyClock _clock;
    private int _plan;
    private double _level;
    private double _share = 1;
    private bool _isProbing;
    private bool _isFound;
    private TimeSpan _patience = FirstPatience;
    private DateTimeOffset _drainedAt;
    private DateTimeOffset _reactedAt;
    private DateTimeOffset _closedUntil;
    private DateTimeOffset _quietSince;

    public RequestBucket(SteadyClock clock)
    {
        _clock = clock;
        _drainedAt = _reactedAt = _closedUntil = _quietSince = clock.Now;
    }

    private PlanLimit Limit => PlanLimit.Plans[_plan];

    /// <summary>How many requests may leave at once, and how many a second after that.</summary>
    public (double Free, double PerSecond) Look()
    {
        lock (_gate)
        {
            Drain(_clock.Now);
            return (Math.Max(0, Math.Floor(Limit.Burst - _level)), Limit.PerSecond * _share);
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
            wait = TimeSpan.Zero;
            ticket = new RequestTicket(now, IsProbe: false);
            if (now < _closedUntil)
            {
                wait = _closedUntil - now;
                return false;
            }

            if (_level + 1 <= Limit.Burst)
            {
                _level++;
                return true;
            }

            if (!_isProbing && (!_isFound || now - _quietSince >= _patience))
            {
                _level++;
                _isProbing = true;
                ticket = ticket with { IsProbe = true };
                return true;
            }

            wait = TimeSpan.FromSeconds(Math.Max(0.001, (_level + 1 - Limit.Burst) / (Limit.PerSecond * _share)));
            return false;
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
            if (ticket.IsProbe)
            {
                _isProbing = false;
            }

            if (isRefused)
            {
                Refuse(ticket, now, retryAfter);
            }
            else if (ticket.IsProbe)
            {
                _plan = Math.Min(_plan + 1, PlanLimit.Plans.Length - 1);
                _isFound = false;
                _share = 1;
            }
            else if (_share < 1 && ticket.SentAt >= _reactedAt)
            {
                _share = Math.Min(1, _share + ShareGain);
            }
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

    private void Refuse(RequestTicket ticket, DateTimeOffset now, TimeSpan? retryAfter)
    {
        if (retryAfter is { } asked && now + asked > _closedUntil)
        {
            _closedUntil = now + asked;
        }

        // Requests that were under way together are refused together: that is one event.
        if (ticket.SentAt < _reactedAt)
        {
            return;
        }

        if (Limit.IsUnlimited)
        {
            _plan--;
        }

        if (ticket.IsProbe && _isFound)
        {
            _patience += _patience;
        }
        else if (!ticket.IsProbe)
        {
            // Somebody else fills the same bucket: give way.
            _share = Math.Max(SmallestShare, _share * ShareAfterRefusal);
        }

        _isFound = true;
        _level = Limit.Burst + Margin;
        _reactedAt = _quietSince = now;
    }

    private void Drain(DateTimeOffset now)
    {
        var seconds = (now - _drainedAt).TotalSeconds;
        _drainedAt = now;
        _level = Limit.IsUnlimited ? 0 : Math.Max(0, _level - (seconds * Limit.PerSecond * _share));
    }
}
