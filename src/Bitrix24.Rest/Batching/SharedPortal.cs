using System;
using System.Collections.Concurrent;

namespace Bitrix24.Rest;

/// <summary>
/// What the connections of this process to one portal have in common. The portal's limit counts a portal and an address, not webhooks; and
/// a chat is the same chat, whoever changes it.
/// </summary>
/// <param name="clock">The clock of all of them.</param>
/// <param name="pace">When requests may leave.</param>
internal sealed class SharedPortal(SteadyClock clock, SharedPace pace)
{
    /// <summary>The most requests of a connection that may be under way at once.</summary>
    public const int MostUnderWay = ConcurrencyLimit.MostWithUrgent;

    private static readonly ConcurrentDictionary<string, SharedPortal> ByAddress = new(StringComparer.OrdinalIgnoreCase);
    private static readonly SteadyClock SystemClock = new(TimeProvider.System);
    private static readonly long Process = BitConverter.ToInt64(Guid.NewGuid().ToByteArray(), 0);

    public SteadyClock Clock => clock;

    /// <summary>When requests may leave for the portal.</summary>
    public SharedPace Pace => pace;

    /// <summary>The chats that no request may change for now.</summary>
    public SharedChats Chats { get; } = new(clock);

    /// <summary>What the connections of this process to a portal on the network share.</summary>
    public static SharedPortal Of(Uri portal) => ByAddress.GetOrAdd(
        portal.Authority,
        _ => new(SystemClock, new(new RequestPace(SystemClock, Environment.TickCount), SystemClock, PaceFile.Of(portal), Process)));

    /// <summary>A portal that this process shares with nobody.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="seed">For what is left to chance.</param>
    public static SharedPortal Create(TimeProvider time, int seed)
    {
        var clock = new SteadyClock(time);
        return new(clock, new(new RequestPace(clock, seed), clock, store: null, id: 0));
    }
}
