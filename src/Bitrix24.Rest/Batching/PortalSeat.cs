using System;

namespace Bitrix24.Rest;

/// <summary>The place of one connection among those of this process to its portal.</summary>
internal sealed class PortalSeat
{
    private readonly PortalSharer _sharer = new();
    private readonly SharedChats _chats;

    private readonly RequestCap _cap;

    /// <param name="portal">What it shares with the others.</param>
    /// <param name="maximumRate">How many requests a second it sends at the most; null where only the portal says.</param>
    public PortalSeat(SharedPortal portal, double? maximumRate = null)
    {
        (Clock, Pace, _chats) = (portal.Clock, portal.Pace, portal.Chats);
        _cap = new RequestCap(maximumRate, portal.Clock);
        Chats = new ChatHolds(_chats, _sharer);
    }

    public SteadyClock Clock { get; }

    /// <summary>When requests may leave for the portal.</summary>
    public SharedPace Pace { get; }

    /// <summary>The calls that wait for their chats.</summary>
    public ChatHolds Chats { get; }

    /// <inheritdoc cref="PortalSharer.OnWake"/>
    public void OnWake(Action wake) => _sharer.OnWake(wake);

    /// <inheritdoc cref="SharedChats.WakeOthers"/>
    public void WakeOthers() => _chats.WakeOthers();

    /// <summary>How many requests may leave now, and how many a second from then on, as far as that is known.</summary>
    public (double Free, double PerSecond) Look()
    {
        var (free, perSecond) = Pace.Look();
        var (capFree, capPerSecond) = _cap.Look();
        return (Math.Min(free, capFree), Math.Min(perSecond, capPerSecond));
    }

    /// <summary>Whether nothing leaves because of the connection's own rate.</summary>
    public bool IsAtOwnRate => _cap.Wait() > TimeSpan.Zero;

    /// <inheritdoc cref="SharedPace.TryAcquire"/>
    public bool TryAcquire(bool isUrgent, double waiting, out RequestLease lease, out TimeSpan wait)
    {
        wait = _cap.Wait();
        if (wait > TimeSpan.Zero)
        {
            // Who may not go is not waited for.
            Pace.Leave(_sharer);
            lease = null!;
            return false;
        }

        if (!Pace.TryAcquire(_sharer, isUrgent, waiting, out lease, out wait))
        {
            return false;
        }

        _cap.Take();
        return true;
    }

    /// <summary>A leave to send was not used.</summary>
    public void Release(RequestLease lease)
    {
        _cap.GiveBack();
        Pace.Release(lease);
    }

    /// <summary>The connection sends nothing more.</summary>
    public void Leave() => Pace.Leave(_sharer);
}
