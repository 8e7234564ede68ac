using System;

namespace Bitrix24.Rest;

/// <summary>The place of one connection among those of this process to its portal.</summary>
internal sealed class PortalSeat
{
    private readonly PortalSharer _sharer = new();
    private readonly SharedChats _chats;

    /// <param name="portal">What it shares with the others.</param>
    public PortalSeat(SharedPortal portal)
    {
        (Clock, Pace, _chats) = (portal.Clock, portal.Pace, portal.Chats);
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

    /// <inheritdoc cref="SharedPace.TryAcquire"/>
    public bool TryAcquire(bool isUrgent, double waiting, out RequestLease lease, out TimeSpan wait) =>
        Pace.TryAcquire(_sharer, isUrgent, waiting, out lease, out wait);

    /// <summary>The connection sends nothing more.</summary>
    public void Leave() => Pace.Leave(_sharer);
}
