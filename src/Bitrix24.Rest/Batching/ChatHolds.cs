using System;
using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Rest;

/// <summary>The chats that no call may change for now. Two requests at once would meet in them. Guarded by the dispatcher's lock.</summary>
internal sealed class ChatHolds
{
    private readonly Dictionary<long, ChatHold> _chats = [];
    private readonly SortedSet<(DateTimeOffset Until, long Chat)> _resting = [];

    /// <summary>The calls that wait for their chat.</summary>
    public IEnumerable<Call> Parked => _chats.Values.SelectMany(static hold => hold.Parked);

    /// <summary>When the next chat is free that only rests; null where none does.</summary>
    public DateTimeOffset? NextFree => _resting.Count > 0 ? _resting.Min.Until : null;

    public bool IsHeld(Call call) => call.Chat != 0 && _chats.ContainsKey(call.Chat);

    /// <summary>Lets a call wait for its chat.</summary>
    /// <returns>False where the chat is free.</returns>
    public bool TryPark(Call call)
    {
        if (call.Chat == 0 || !_chats.TryGetValue(call.Chat, out var hold))
        {
            return false;
        }

        hold.Parked.Add(call);
        return true;
    }

    /// <summary>A call leaves: its chat is held until it has landed. Calls for one chat may share a request.</summary>
    public void Hold(Call call)
    {
        if (call.Chat != 0 && !_chats.ContainsKey(call.Chat))
        {
            _chats[call.Chat] = new() { IsInFlight = true };
        }
    }

    /// <summary>A call has come back.</summary>
    /// <param name="call">The call.</param>
    /// <param name="restUntil">Until when it may still be at work at the portal.</param>
    /// <param name="now">The time.</param>
    /// <returns>The calls that waited for its chat and wait for it no longer.</returns>
    public IReadOnlyList<Call> Land(Call call, DateTimeOffset restUntil, DateTimeOffset now)
    {
        if (call.Chat == 0 || !_chats.TryGetValue(call.Chat, out var hold))
        {
            return [];
        }

        hold.IsInFlight = false;
        hold.RestsUntil = restUntil;
        if (restUntil > now)
        {
            _resting.Add((restUntil, call.Chat));
        }

        return Free(call.Chat, now);
    }

    /// <summary>Frees the chats whose rest is over.</summary>
    /// <returns>The calls that waited for them.</returns>
    public IEnumerable<Call> Wake(DateTimeOffset now)
    {
        while (_resting.Count > 0 && _resting.Min is var rested && rested.Until <= now)
        {
            _resting.Remove(rested);
            foreach (var call in Free(rested.Chat, now))
            {
                yield return call;
            }
        }
    }

    private List<Call> Free(long chat, DateTimeOffset now)
    {
        if (!_chats.TryGetValue(chat, out var hold) || hold.IsInFlight || hold.RestsUntil > now)
        {
            return [];
        }

        _chats.Remove(chat);
        return hold.Parked;
    }
}
