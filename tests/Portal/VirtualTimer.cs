using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Portal;

/// <summary>A timer of <see cref="VirtualTime"/>.</summary>
internal sealed class VirtualTimer : ITimer
{
    private readonly VirtualTime _time;
    private readonly TimerCallback _callback;
    private readonly object? _state;

    public VirtualTimer(VirtualTime time, TimerCallback callback, object? state)
    {
        _time = time;
        _callback = callback;
        _state = state;
    }

    public static IComparer<VirtualTimer> Order { get; } = Comparer<VirtualTimer>.Create(static (one, other) =>
        one.Due == other.Due ? one.Ordinal.CompareTo(other.Ordinal) : one.Due.CompareTo(other.Due));

    public DateTimeOffset Due { get; set; }

    public TimeSpan Period { get; set; }

    public long Ordinal { get; set; }

    public bool IsDisposed { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period) => _time.Schedule(this, dueTime, period);

    public void Fire()
    {
        // Under a test runner's context every continuation would be sent to another thread, and the order of things with it.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            _callback(_state);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    public void Dispose() => _time.Remove(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
