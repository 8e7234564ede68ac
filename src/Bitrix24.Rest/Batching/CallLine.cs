using System;
using System.Collections.Generic;

namespace Bitrix24.Rest;

/// <summary>Waiting calls of one method, or of one run that stops at its first failure, in the order in which they came. A call that comes back takes its old place.</summary>
/// <param name="key">The name of the method, or the run.</param>
/// <param name="run">The run; null for a method.</param>
internal sealed class CallLine(object key, HaltGroup? run)
{
    /// <summary>Calls in the order in which they came.</summary>
    public static readonly Comparer<Call> Order = Comparer<Call>.Create(static (one, other) => one.Sequence.CompareTo(other.Sequence));

    public static readonly IEqualityComparer<object> Keys = new KeyComparer();

    public object Key => key;

    public HaltGroup? Run => run;

    public bool Halts => run is not null;

    /// <summary>Whether a request of the run is under way: it sends one at a time.</summary>
    public bool IsUnderWay { get; set; }

    /// <summary>How many of its calls wait for their next try.</summary>
    public int Delayed { get; set; }

    public SortedSet<Call> Waiting { get; } = new(Order);

    public bool IsIdle => Waiting.Count == 0 && Delayed == 0 && !IsUnderWay;

    /// <summary>Portals take the name of a method in any case; a run is itself.</summary>
    private sealed class KeyComparer : IEqualityComparer<object>
    {
        public new bool Equals(object? x, object? y) =>
            x is string one && y is string other ? StringComparer.OrdinalIgnoreCase.Equals(one, other) : ReferenceEquals(x, y);

        public int GetHashCode(object obj) => obj is string name ? StringComparer.OrdinalIgnoreCase.GetHashCode(name) : obj.GetHashCode();
    }
}
