using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Bitrix24.Rest;

/// <summary>
/// Calls in input order, each with what the caller wants to know it by. One thread adds and takes;
/// a call is taken when it and all before it have their outcomes.
/// </summary>
/// <typeparam name="TItem">What comes out with the call.</typeparam>
/// <param name="dispatcher">What sends the calls.</param>
/// <param name="depth">How near it is to the end of a chain of sequences: the higher, the sooner its calls go. A follow-up takes one
/// more.</param>
internal sealed class CallSequence<TItem>(Dispatcher dispatcher, int depth = 0) : ICallOwner
{
    /// <summary>How many calls may be without their outcome: beyond that the input is slowed down, so memory stays bounded.</summary>
    public const int Window = ConcurrencyLimit.Most * BatchRequest.MostCalls;

    private readonly object _gate = new();
    private readonly Queue<(TItem Item, Call Call)> _entries = new();
    private Call? _last;
    private Call? _awaited;
    private bool _isStopped;

    /// <inheritdoc/>
    public PipelineThread Thread { get; init; } = PipelineThread.Current;

    /// <summary>How many calls are in it.</summary>
    public int Count => _entries.Count;

    public bool IsFull => _entries.Count >= Window;

    /// <summary>Submits a call. A call that has failed already only takes its place.</summary>
    public void Add(TItem item, Call call)
    {
        _entries.Enqueue((item, call));
        if (!call.IsCompleted)
        {
            call.Owner = this;
            call.Depth = depth;
            _last = call;
            dispatcher.Submit(call);
        }
    }

    /// <summary>Takes the first call, if it has its outcome.</summary>
    public bool TryTake(out TItem item, out Call call)
    {
        if (HasNext)
        {
            (item, call) = _entries.Dequeue();
            return true;
        }

        item = default!;
        call = null!;
        return false;
    }

    /// <summary>Whether the next call could be taken at once.</summary>
    public bool HasNext => _entries.Count > 0 && _entries.Peek().Call.HasOutcome;

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

    /// <summary>Waits until the first call has its outcome, for so long at the most.</summary>
    /// <returns>False where the time is over, where there is no call, or where <see cref="Stop"/> came first.</returns>
    public bool Wait(TimeSpan longest)
    {
        if (_entries.Count == 0)
        {
            return false;
        }

        var first = _entries.Peek().Call;
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
    public IReadOnlyList<(TItem Item, Call Call)> Leave(ICallOwner heir)
    {
        (TItem Item, Call Call)[] left = [.. _entries];
        _entries.Clear();
        _last = null;
        if (left.Length > 0)
        {
            dispatcher.Leave(left.Select(static entry => entry.Call));
            foreach (var call in left.SelectMany(static entry => new[] { entry.Call, entry.Call.FollowUp }))
            {
                call?.Owner = heir;
            }
        }

        return left;
    }

    /// <summary>Takes back all that nobody waits for any more.</summary>
    public void Withdraw()
    {
        if (_entries.Count > 0)
        {
            dispatcher.Withdraw(_entries.Select(static entry => entry.Call).ToList());
            _entries.Clear();
        }
    }

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
}
