using System.Collections.Generic;

namespace Bitrix24.Rest;

/// <summary>Waiting calls in the order in which they came; a call that comes back takes its old place.</summary>
internal sealed class CallLine
{
    private readonly Queue<Call> _fresh = new();
    private readonly SortedSet<Call> _returned = new(Comparer<Call>.Create(static (one, other) => one.Sequence.CompareTo(other.Sequence)));

    public void Add(Call call) => _fresh.Enqueue(call);

    public void Return(Call call) => _returned.Add(call);

    /// <summary>The first call that still waits; null where none does.</summary>
    public Call? Peek()
    {
        while (_returned.Count > 0)
        {
            var first = _returned.Min!;
            if (first.State == CallState.Waiting)
            {
                return _fresh.Count > 0 && _fresh.Peek() is { State: CallState.Waiting } fresh && fresh.Sequence < first.Sequence ? fresh : first;
            }

            _returned.Remove(first);
        }

        while (_fresh.Count > 0)
        {
            var first = _fresh.Peek();
            if (first.State == CallState.Waiting)
            {
                return first;
            }

            _fresh.Dequeue();
        }

        return null;
    }

    /// <summary>Takes what <see cref="Peek"/> has just shown.</summary>
    public void Take(Call first)
    {
        if (!_returned.Remove(first))
        {
            _fresh.Dequeue();
        }
    }

    /// <summary>Every call that still waits, which leaves the line empty.</summary>
    public IEnumerable<Call> TakeAll()
    {
        while (Peek() is { } call)
        {
            Take(call);
            yield return call;
        }
    }
}
