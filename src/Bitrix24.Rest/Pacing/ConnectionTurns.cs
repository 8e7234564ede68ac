using System;
using System.Collections.Generic;

namespace Bitrix24.Rest;

/// <summary>
/// Whose turn it is where connections of this process wait for the leave to send. What somebody sits and waits for goes next, but not twice
/// in a row where something else waits; of the same kind that connection goes which has waited the longest. One that does not come when it
/// could go is not waited for. Guarded by the shared pace's lock.
/// </summary>
/// <param name="clock">The clock.</param>
internal sealed class ConnectionTurns(SteadyClock clock)
{
    // All that wait are woken at about the same moment.
    private const double Early = 0.01;
    private const double Late = 0.25;

    private readonly List<Turn> _waiting = [];
    private volatile bool _wasUrgent;

    /// <summary>Whether the last request was one that somebody sat and waited for. Read under any lock or none.</summary>
    public bool WasUrgent => _wasUrgent;

    /// <summary>How many requests wait in all connections.</summary>
    public double Waiting
    {
        get
        {
            var waiting = 0.0;
            foreach (var turn in _waiting)
            {
                waiting += turn.Waiting;
            }

            return waiting;
        }
    }

    /// <summary>A connection asks for the leave to send one: it waits, until it is given it.</summary>
    /// <param name="sharer">The connection.</param>
    /// <param name="isUrgent">Whether somebody sits and waits for what it is to send.</param>
    /// <param name="waiting">How many requests of it wait.</param>
    public void Ask(PortalSharer sharer, bool isUrgent, double waiting)
    {
        var now = clock.Uptime;
        _waiting.RemoveAll(turn => turn.Sharer != sharer && turn.ComesAt + Late < now);
        var own = _waiting.Find(turn => turn.Sharer == sharer);
        if (own is null)
        {
            _waiting.Add(own = new Turn(sharer));
        }

        (own.IsUrgent, own.Waiting, own.ComesAt) = (isUrgent, waiting, now);
    }

    /// <summary>Whether it is the turn of a connection that asks.</summary>
    public bool IsOf(PortalSharer sharer)
    {
        var due = clock.Uptime + Early;
        var first = _waiting.Find(turn => turn.IsUrgent != _wasUrgent && turn.ComesAt <= due) ?? _waiting.Find(turn => turn.ComesAt <= due);
        return first?.Sharer == sharer;
    }

    /// <summary>A connection is to ask again.</summary>
    /// <param name="sharer">The connection.</param>
    /// <param name="wait">After how long.</param>
    public void Wait(PortalSharer sharer, TimeSpan wait)
    {
        if (_waiting.Find(turn => turn.Sharer == sharer) is { } own)
        {
            own.ComesAt = clock.Uptime + wait.TotalSeconds;
        }
    }

    /// <summary>A connection was given the leave to send one.</summary>
    public void Give(PortalSharer sharer, bool isUrgent)
    {
        _wasUrgent = isUrgent;
        Leave(sharer);
    }

    /// <summary>A connection waits no longer.</summary>
    public void Leave(PortalSharer sharer) => _waiting.RemoveAll(turn => turn.Sharer == sharer);

    /// <summary>A connection that waits.</summary>
    private sealed class Turn(PortalSharer sharer)
    {
        public PortalSharer Sharer => sharer;

        public bool IsUrgent { get; set; }

        /// <summary>How many requests of it wait.</summary>
        public double Waiting { get; set; }

        /// <summary>When it asks again.</summary>
        public double ComesAt { get; set; }
    }
}
