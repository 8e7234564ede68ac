using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Rest;

/// <summary>
/// Waiting calls of one thread, depth and method, or of one run that stops at its first failure, in the order in which they came.
/// A call that comes back takes its old place.
/// </summary>
internal sealed class CallLine(CallLine.Key key)
{
    /// <summary>Calls in the order in which they came.</summary>
    public static readonly Comparer<Call> Order = Comparer<Call>.Create(static (one, other) => one.Sequence.CompareTo(other.Sequence));

    // Nearly all calls come once and go in their order; only what comes back has to find its place.
    // What was taken out from the middle stays in the queue, and is not fresh, until it comes to the front.
    private readonly Queue<Call> _fresh = new();
    private readonly SortedSet<Call> _returned = new(Order);
    private int _freshCount;

    public Key Of => key;

    /// <summary>The run that stops at its first failure; null for the calls of a method.</summary>
    public HaltGroup? Run => key.Run;

    public bool Halts => key.Run is not null;

    /// <summary>Whether a request of the run is under way: it sends one at a time.</summary>
    public bool IsUnderWay { get; set; }

    /// <summary>How many of its calls wait for their next try, or for their chat.</summary>
    public int Delayed { get; set; }

    /// <summary>How many calls wait in it.</summary>
    public int Count => _freshCount + _returned.Count;

    public IEnumerable<Call> Calls => _fresh.Where(static call => call.IsFresh).Concat(_returned);

    /// <summary>The first call; null where none waits.</summary>
    public Call? First =>
        _freshCount == 0 ? _returned.Min
        : _returned.Min is { } returned && returned.Sequence < _fresh.Peek().Sequence ? returned
        : _fresh.Peek();

    public bool IsIdle => Count == 0 && Delayed == 0 && !IsUnderWay;

    /// <summary>Takes a call that is newer than all others.</summary>
    public void Add(Call call)
    {
        call.IsFresh = true;
        _freshCount++;
        _fresh.Enqueue(call);
    }

    /// <summary>Puts a call back to its old place.</summary>
    public void Return(Call call) => _returned.Add(call);

    /// <returns>False where it does not wait here.</returns>
    public bool Remove(Call call)
    {
        if (!call.IsFresh)
        {
            return _returned.Remove(call);
        }

        call.IsFresh = false;
        _freshCount--;
        while (_fresh.Count > 0 && !_fresh.Peek().IsFresh)
        {
            _fresh.Dequeue();
        }

        return true;
    }

    internal readonly record struct Key(HaltGroup? Run, PipelineThread? Thread, int Depth, RestMethod? Method)
    {
        public static Key For(Call call) =>
            call.HaltGroup is { } run ? new(run, null, 0, null) : new(null, call.Thread, call.Depth, call.Method);
    }
}
