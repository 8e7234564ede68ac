using System.Collections.Generic;

namespace Bitrix24.Rest;

/// <summary>
/// Waiting calls of one thread, depth and method, or of one run that stops at its first failure, in the order in which they came.
/// A call that comes back takes its old place.
/// </summary>
internal sealed class CallLine(CallLine.Key key)
{
    /// <summary>Calls in the order in which they came.</summary>
    public static readonly Comparer<Call> Order = Comparer<Call>.Create(static (one, other) => one.Sequence.CompareTo(other.Sequence));

    public Key Of => key;

    /// <summary>The run that stops at its first failure; null for the calls of a method.</summary>
    public HaltGroup? Run => key.Run;

    public bool Halts => key.Run is not null;

    /// <summary>Whether a request of the run is under way: it sends one at a time.</summary>
    public bool IsUnderWay { get; set; }

    /// <summary>How many of its calls wait for their next try.</summary>
    public int Delayed { get; set; }

    public SortedSet<Call> Waiting { get; } = new(Order);

    public bool IsIdle => Waiting.Count == 0 && Delayed == 0 && !IsUnderWay;

    internal readonly record struct Key(HaltGroup? Run, PipelineThread? Thread, int Depth, string? Method)
    {
        public static Key For(Call call) => call.Lane is { } run ? new(run, null, 0, null) : new(null, call.Thread, call.Depth, call.Method.Name);
    }
}
