using System;
using System.Collections.Generic;

namespace Bitrix24.Rest;

/// <summary>
/// The chats of a portal that no other request may change for now: two that do so at once meet in them, whatever connections of this
/// process they are of. A chat is with the request that changes it; after a lost answer it rests; then the connections that wait for it
/// take turns, in the order in which they came. It has a lock of its own, which is taken inside a dispatcher's, and wakes nobody under it.
/// </summary>
/// <param name="clock">The clock of all of them.</param>
internal sealed class SharedChats(SteadyClock clock)
{
    /// <summary>How long a chat is kept for the connection whose turn it is. What that waits for besides need not hold up others.</summary>
    public static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private readonly Dictionary<long, HeldChat> _holds = [];
    private readonly SortedSet<(DateTimeOffset Until, long Chat)> _timed = [];
    private readonly HashSet<PortalSharer> _toWake = [];
    private volatile bool _hasToWake;

    /// <summary>How many chats are not free.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _holds.Count;
            }
        }
    }

    /// <summary>Takes a chat for a request. Calls for one chat may share a request.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="request">The calls of the request.</param>
    /// <param name="sharer">The connection that is to send it.</param>
    /// <param name="lookAgainAt">Where it is not free, when it may be; null where somebody will tell.</param>
    /// <returns>False where it is not free: the connection waits for it from now on.</returns>
    public bool TryTake(long chat, List<Call> request, PortalSharer sharer, out DateTimeOffset? lookAgainAt)
    {
        lock (_gate)
        {
            PassOn();
            lookAgainAt = null;
            if (!_holds.TryGetValue(chat, out var hold))
            {
                _holds[chat] = new HeldChat { Request = request };
                return true;
            }

            if (hold.Request is null && hold.Turn == sharer)
            {
                _timed.Remove((hold.Until, chat));
                (hold.Request, hold.Turn) = (request, null);
            }

            return hold.Request == request || hold.Refuse(sharer, out lookAgainAt);
        }
    }

    /// <summary>Whether a connection that waits for a chat may take it now.</summary>
    /// <inheritdoc cref="TryTake"/>
    public bool IsTurnOf(PortalSharer sharer, long chat, out DateTimeOffset? lookAgainAt)
    {
        lock (_gate)
        {
            PassOn();
            lookAgainAt = null;
            return !_holds.TryGetValue(chat, out var hold) || hold.Turn == sharer || hold.Refuse(sharer, out lookAgainAt);
        }
    }

    /// <summary>A request is over.</summary>
    /// <param name="request">Its calls.</param>
    /// <param name="restUntil">Until when it may still be at work at the portal.</param>
    public void Free(List<Call> request, DateTimeOffset restUntil)
    {
        lock (_gate)
        {
            var now = clock.Now;
            PassOn();
            foreach (var call in request)
            {
                if (call.Chat == 0 || !_holds.TryGetValue(call.Chat, out var hold) || hold.Request != request)
                {
                    continue;
                }

                hold.Request = null;
                if (restUntil > now)
                {
                    Keep(call.Chat, hold, restUntil);
                }
                else
                {
                    GiveToNext(call.Chat, hold);
                }
            }
        }
    }

    /// <summary>A connection waits for a chat no longer, and has no use for its turn.</summary>
    public void Forget(long chat, PortalSharer sharer)
    {
        lock (_gate)
        {
            if (!_holds.TryGetValue(chat, out var hold))
            {
                return;
            }

            hold.Waiting.Remove(sharer);
            if (hold.Turn == sharer)
            {
                _timed.Remove((hold.Until, chat));
                GiveToNext(chat, hold);
            }
        }
    }

    /// <summary>The chats of which a connection has not heard yet what is new.</summary>
    public List<long> TakeNews(PortalSharer sharer)
    {
        lock (_gate)
        {
            var news = sharer.News;
            sharer.News = [];
            sharer.HasNews = false;
            return news;
        }
    }

    /// <summary>Wakes the connections for which there is something new. To be called with no lock held.</summary>
    public void WakeOthers()
    {
        if (!_hasToWake)
        {
            return;
        }

        PortalSharer[] woken;
        lock (_gate)
        {
            woken = [.. _toWake];
            _toWake.Clear();
            _hasToWake = false;
        }

        Array.ForEach(woken, static sharer => sharer.Wake());
    }

    /// <summary>Passes on the chats whose rest is over, and those whose turn nobody took.</summary>
    private void PassOn()
    {
        while (_timed.Count > 0 && _timed.Min is var (until, chat) && until <= clock.Now)
        {
            _timed.Remove((until, chat));
            GiveToNext(chat, _holds[chat]);
        }
    }

    private void GiveToNext(long chat, HeldChat hold)
    {
        if (hold.Waiting.Count == 0)
        {
            _holds.Remove(chat);
            return;
        }

        // It is told too, as the first of those that wait.
        hold.Turn = hold.Waiting[0];
        Keep(chat, hold, clock.Now + LongestTurn);
        hold.Waiting.RemoveAt(0);
    }

    /// <summary>Keeps a chat until a moment, which all that wait for it are told.</summary>
    private void Keep(long chat, HeldChat hold, DateTimeOffset until)
    {
        hold.Until = until;
        _timed.Add((until, chat));
        foreach (var sharer in hold.Waiting)
        {
            sharer.News.Add(chat);
            sharer.HasNews = true;
            _toWake.Add(sharer);
            _hasToWake = true;
        }
    }

    private sealed class HeldChat
    {
        /// <summary>The calls of the request that changes the chat; null while none does.</summary>
        public object? Request { get; set; }

        /// <summary>Whose turn it is; null while a request is under way, or may be at work still.</summary>
        public PortalSharer? Turn { get; set; }

        /// <summary>While no request is under way, until when the chat rests, or is kept for the one whose turn it is.</summary>
        public DateTimeOffset Until { get; set; }

        public List<PortalSharer> Waiting { get; } = [];

        /// <summary>Lets a connection wait.</summary>
        /// <returns>False: it does not have the chat.</returns>
        public bool Refuse(PortalSharer sharer, out DateTimeOffset? lookAgainAt)
        {
            if (!Waiting.Contains(sharer))
            {
                Waiting.Add(sharer);
            }

            lookAgainAt = Request is null ? Until : null;
            return false;
        }
    }
}
