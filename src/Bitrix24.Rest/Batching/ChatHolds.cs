using System;
using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Rest;

/// <summary>
/// The calls of a connection that wait for their chat. Which chats are free it asks <see cref="SharedChats"/>. Guarded by the
/// dispatcher's lock.
/// </summary>
/// <param name="chats">The chats of the portal.</param>
/// <param name="sharer">The connection.</param>
internal sealed class ChatHolds(SharedChats chats, PortalSharer sharer)
{
    private static readonly SortedSet<Call> Nobody = [];

    private readonly Dictionary<long, ParkedCalls> _parked = [];
    private readonly SortedSet<(DateTimeOffset At, long Chat)> _lookAgain = [];
    private readonly HashSet<long> _turns = [];

    /// <summary>The calls that wait for their chat.</summary>
    public IEnumerable<Call> Parked => _parked.Values.SelectMany(static parked => parked.Calls);

    /// <summary>When the next chat may be free; null where none is waited for, or where somebody will tell.</summary>
    public DateTimeOffset? NextFree => _lookAgain.Count > 0 ? _lookAgain.Min.At : null;

    /// <summary>Takes the chat of a call for a request, or lets the call wait for its chat.</summary>
    /// <param name="call">The call.</param>
    /// <param name="request">The calls of the request.</param>
    /// <returns>False where it waits.</returns>
    public bool TryTake(Call call, List<Call> request)
    {
        if (call.Chat == 0)
        {
            return true;
        }

        if (_parked.TryGetValue(call.Chat, out var parked))
        {
            parked.Calls.Add(call);
            return false;
        }

        _turns.Remove(call.Chat);
        if (chats.TryTake(call.Chat, request, sharer, out var lookAgainAt))
        {
            return true;
        }

        parked = new ParkedCalls();
        parked.Calls.Add(call);
        _parked[call.Chat] = parked;
        LookAgainAt(call.Chat, parked, lookAgainAt);
        return false;
    }

    /// <summary>A request is over: its chats are free, or rest.</summary>
    /// <inheritdoc cref="SharedChats.Free"/>
    public void Free(List<Call> request, DateTimeOffset restUntil) => chats.Free(request, restUntil);

    /// <summary>A call waits no longer.</summary>
    /// <returns>False where it did not wait for its chat.</returns>
    public bool Remove(Call call)
    {
        if (!_parked.TryGetValue(call.Chat, out var parked) || !parked.Calls.Remove(call))
        {
            if (_turns.Remove(call.Chat))
            {
                chats.Forget(call.Chat, sharer);
            }

            return false;
        }

        if (parked.Calls.Count == 0)
        {
            LookAgainAt(call.Chat, parked, null);
            _parked.Remove(call.Chat);
            chats.Forget(call.Chat, sharer);
        }

        return true;
    }

    /// <summary>The calls that may go now and waited for their chats.</summary>
    public IEnumerable<Call> Wake(DateTimeOffset now)
    {
        if (sharer.HasNews)
        {
            foreach (var chat in chats.TakeNews(sharer))
            {
                foreach (var call in LookAt(chat))
                {
                    yield return call;
                }
            }
        }

        while (_lookAgain.Count > 0 && _lookAgain.Min is var (at, chat) && at <= now)
        {
            foreach (var call in LookAt(chat))
            {
                yield return call;
            }
        }
    }

    private SortedSet<Call> LookAt(long chat)
    {
        if (!_parked.TryGetValue(chat, out var parked))
        {
            return Nobody;
        }

        var isTurn = chats.IsTurnOf(sharer, chat, out var lookAgainAt);
        LookAgainAt(chat, parked, lookAgainAt);
        if (!isTurn)
        {
            return Nobody;
        }

        _parked.Remove(chat);
        _turns.Add(chat);
        return parked.Calls;
    }

    private void LookAgainAt(long chat, ParkedCalls parked, DateTimeOffset? at)
    {
        if (parked.LookAgainAt is { } before)
        {
            _lookAgain.Remove((before, chat));
        }

        parked.LookAgainAt = at;
        if (at is { } moment)
        {
            _lookAgain.Add((moment, chat));
        }
    }

    private sealed class ParkedCalls
    {
        public SortedSet<Call> Calls { get; } = new(CallLine.Order);

        public DateTimeOffset? LookAgainAt { get; set; }
    }
}
