using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Bitrix24.Rest;

/// <summary>
/// Items in input order, each with its call or with why it has none. One thread adds and takes; an item is taken when it and all before it
/// have their outcomes.
/// </summary>
/// <typeparam name="TItem">What the caller knows an item by.</typeparam>
/// <param name="dispatcher">What sends the calls.</param>
/// <param name="depth">How near it is to the end of a chain of sequences: the higher, the sooner its calls go. A follow-up takes one
/// more.</param>
internal sealed class CallSequence<TItem>(Dispatcher dispatcher, int depth = 0) : ICallOwner
{
    /// <summary>How many items may be without their outcome: beyond that the input is slowed down, so memory stays bounded.</summary>
    public const int Window = ConcurrencyLimit.Most * BatchRequest.MostCalls;

    // As many as share a request.
    private const int MostContinued = BatchRequest.MostCalls;

    private readonly object _gate = new();
    private readonly LinkedList<Entry> _entries = new();
    private Call? _last;
    private Call? _awaited;
    private bool _isStopped;

    /// <inheritdoc/>
    public PipelineThread Thread { get; init; } = PipelineThread.Current;

    /// <summary>How many items may be in it.</summary>
    public int Room { get; init; } = Window;

    /// <summary>How many items are in it.</summary>
    public int Count => _entries.Count;

    public bool IsFull => _entries.Count >= Room;

    /// <summary>Submits a call.</summary>
    public void Add(TItem item, Call call)
    {
        _entries.AddLast(new Entry(item, call, null));
        Submit(call);
    }

    /// <summary>
    /// Goes on with the items near its head that have their outcome, such as with the next pages of their lists: these take their places
    /// behind them, before all other items. Those of several items go together so, and what is kept for it stays little.
    /// </summary>
    /// <param name="next">The calls that go on with an item whose call has ended, well or not; none where it is done.</param>
    public void Continue(Func<TItem, Call, IReadOnlyList<Call>> next)
    {
        var seen = 0;
        for (var node = _entries.First; node is not null && seen < MostContinued; node = node.Next, seen++)
        {
            if (node.Value is { IsContinued: false, HasOutcome: true, Call: { } done } entry)
            {
                var calls = next(entry.Item, done);
                node.Value = entry with { IsContinued = true, HasMore = entry.HasMore || calls.Count > 0 };
                var place = node;
                for (var i = 0; i < calls.Count; i++)
                {
                    // The last of them has what the one before them had behind it.
                    var hasMore = entry.HasMore || i < calls.Count - 1;
                    place = _entries.AddAfter(place, new Entry(entry.Item, calls[i], null) { HasMore = hasMore });
                    Submit(calls[i]);
                }
            }
        }
    }

    /// <summary>An item that no call can be made of takes its place.</summary>
    public void Add(TItem item, Bitrix24Exception refusal)
    {
        _entries.AddLast(new Entry(item, null, refusal));
        Thread.Count(1);
    }

    /// <summary>Takes the first item, if it has its outcome.</summary>
    public bool TryTake(out Entry entry)
    {
        if (!HasNext)
        {
            entry = default;
            return false;
        }

        entry = _entries.First!.Value;
        _entries.RemoveFirst();
        Thread.Count(-1);
        return true;
    }

    /// <summary>Whether the next item could be taken at once.</summary>
    public bool HasNext => _entries.First?.Value.HasOutcome == true;

    /// <summary>Whether <see cref="Stop"/> has come.</summary>
    public bool IsStopped
    {
        get
        {
            lock (_gate)
            {
                return _isStopped;
            }
        }
    }

    /// <summary>Waits until the first item has its outcome, for so long at the most.</summary>
    /// <returns>False where the time is over, where there is no item, or where <see cref="Stop"/> came first.</returns>
    public bool Wait(TimeSpan longest)
    {
        if (_entries.First is not { } head)
        {
            return false;
        }

        if (head.Value.Call is not { } first)
        {
            return true;
        }

        if (Thread.HasOneItem)
        {
            first.MarkUrgent();
        }

        using var waiting = Thread.Wait(first);
        dispatcher.Pump();
        lock (_gate)
        {
            _awaited = first;
            if (!first.HasOutcome && !_isStopped)
            {
                Monitor.Wait(_gate, longest);
            }

            _awaited = null;
            return first.HasOutcome && !_isStopped;
        }
    }

    /// <summary>Nothing more comes here for now: what was submitted need not wait for company.</summary>
    public void Flush()
    {
        if (_last is not null)
        {
            dispatcher.Flush(_last);
        }
    }

    /// <summary>Ends every wait. Comes on any thread.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>
    /// Its pipeline is gone: what was not sent ends as <see cref="OwnErrorId.NotRun"/>, and what is under way ends without going again.
    /// </summary>
    /// <param name="heir">Who waits for what is under way.</param>
    /// <returns>All that was in it, in its order.</returns>
    public IReadOnlyList<Entry> Leave(ICallOwner heir)
    {
        Entry[] left = [.. _entries];
        var calls = Calls;
        Clear();
        _last = null;
        if (calls.Count > 0)
        {
            dispatcher.Leave(calls);
            foreach (var call in calls.SelectMany(static first => first.Chain))
            {
                call.Owner = heir;
            }
        }

        return left;
    }

    /// <summary>Takes back all that nobody waits for any more.</summary>
    public void Withdraw()
    {
        if (_entries.Count > 0)
        {
            dispatcher.Withdraw(Calls);
            Clear();
        }
    }

    private void Submit(Call call)
    {
        Thread.Count(1);
        call.Owner = this;
        call.Depth = depth;
        _last = call;
        dispatcher.Submit(call);
    }

    private void Clear()
    {
        Thread.Count(-_entries.Count);
        _entries.Clear();
    }

    private List<Call> Calls => _entries.Select(static entry => entry.Call).OfType<Call>().ToList();

    void ICallOwner.OnCompleted(Call call)
    {
        lock (_gate)
        {
            if (_awaited is { HasOutcome: true })
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>An item, and the call that was made of it or why none could be.</summary>
    internal readonly record struct Entry(TItem Item, Call? Call, Bitrix24Exception? Refusal)
    {
        /// <summary>Whether what goes on with it has been looked for.</summary>
        public bool IsContinued { get; init; }

        /// <summary>Whether more of its item is behind it.</summary>
        public bool HasMore { get; init; }

        public bool HasOutcome => Call is null or { HasOutcome: true };

        /// <summary>Why there is no result; null where there is one.</summary>
        public Bitrix24Exception? Error => Refusal ?? Call!.OutcomeError;
    }
}
