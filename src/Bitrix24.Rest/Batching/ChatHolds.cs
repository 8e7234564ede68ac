using System;
using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Rest;

/// <summary>
/// The chats that no call may change for now, by id. Two requests at once would meet in them. Guarded by the dispatcher's lock.
/// </summary>
internal sealed class ChatHolds
{
    private static readonly SortedSet<Call> Nobody = [];

    private readonly Dictionary<long, ChatHold> _chats = [];
    private readonly SortedSet<(DateTimeOffset Until, long Chat)> _resting = [];

    /// <summary>The calls that wait for their chat.</summary>
    public IEnumerable<Call> Parked => _chats.Values.SelectMany(static hold => hold.Parked);

    /// <summary>When the next chat is free that only rests; null where none does.</summary>
    public DateTimeOffset? NextFree => _resting.Count > 0 ? _resting.Min.Until : null;

    /// <param name="chat">The chat; 0 is none, and never held.</param>
    public bool IsHeld(long chat) => _chats.ContainsKey(chat);

    /// <summary>Lets a call wait for its chat.</summary>
    /// <returns>False where the chat is free.</returns>
    public bool TryPark(Call call) => _chats.TryGetValue(call.Chat, out var hold) && hold.Parked.Add(call);

    /// <summary>A call waits for its chat no longer.</summary>
    /// <returns>False where it did not.</returns>
    public bool Unpark(Call call) => _chats.TryGetValue(call.Chat, out var hold) && hold.Parked.Remove(call);

    /// <summary>A call that changes a chat leaves: the chat is held until it is freed. Calls for one chat may share a request.</summary>
    public void Hold(long chat)
    {
        if (chat != 0 && !_chats.ContainsKey(chat))
        {
            _chats[chat] = new() { IsUnderWay = true };
        }
    }

    /// <summary>The request with the chat has come back.</summary>
    /// <param name="chat">The chat; 0 for none.</param>
    /// <param name="restUntil">Until when the request may still be at work at the portal.</param>
    /// <param name="now">The time.</param>
    /// <returns>The calls that waited for the chat and wait for it no longer.</returns>
    public IEnumerable<Call> Free(long chat, DateTimeOffset restUntil, DateTimeOffset now)
    {
        if (!_chats.TryGetValue(chat, out var hold))
        {
            return [];
        }

        hold.IsUnderWay = false;
        hold.RestsUntil = restUntil;
        if (restUntil > now)
        {
            _resting.Add((restUntil, chat));
        }

        return Release(chat, now);
    }

    /// <summary>Frees the chats whose rest is over.</summary>
    /// <returns>The calls that waited for them.</returns>
    public IEnumerable<Call> Wake(DateTimeOffset now)
    {
        while (_resting.Count > 0 && _resting.Min is var rested && rested.Until <= now)
        {
            _resting.Remove(rested);
            foreach (var call in Release(rested.Chat, now))
            {
                yield return call;
            }
        }
    }

    private SortedSet<Call> Release(long chat, DateTimeOffset now)
    {
        if (!_chats.TryGetValue(chat, out var hold) || hold.IsUnderWay || hold.RestsUntil > now)
        {
            return Nobody;
        }

        _chats.Remove(chat);
        return hold.Parked;
    }

    private sealed class ChatHold
    {
        /// <summary>Whether a call that changes the chat is under way.</summary>
        public bool IsUnderWay { get; set; }

        /// <summary>Until when one whose answer was lost may still be at work at the portal.</summary>
        public DateTimeOffset RestsUntil { get; set; }

        public SortedSet<Call> Parked { get; } = new(CallLine.Order);
    }
}
