using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Sandbox;

/// <summary>The portal's time, the only one it knows.</summary>
internal sealed class PortalClock
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(3);

    private static volatile PrintedSecond _printed = new(long.MinValue, "");

    private readonly TimeProvider _time;

    public PortalClock(TimeProvider time)
    {
        _time = time;
        Started = time.GetUtcNow();
    }

    public DateTimeOffset Started { get; }

    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>ISO 8601 with the portal's offset, whole seconds.</summary>
    public static string Format(DateTimeOffset moment)
    {
        // Every command of every batch prints its second twice, and it is nearly always the same one.
        var second = moment.ToUnixTimeSeconds();
        var printed = _printed;
        if (printed.Second != second)
        {
            printed = new(second, moment.ToOffset(Offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
            _printed = printed;
        }

        return printed.Text;
    }

    /// <summary>Waits; for no time at all it is over at once and on the caller's thread.</summary>
    public Task WaitAsync(TimeSpan duration)
    {
        if (duration <= TimeSpan.Zero)
        {
            return Task.CompletedTask;
        }

        // The continuation runs where the timer fires, so that virtual time moves everything on one thread.
        var elapsed = new TaskCompletionSource<bool>();
        var timer = _time.CreateTimer(
            static state => ((TaskCompletionSource<bool>)state!).TrySetResult(true), elapsed, duration, Timeout.InfiniteTimeSpan);
        return FinishAsync(elapsed.Task, timer);
    }

    private static async Task FinishAsync(Task elapsed, ITimer timer)
    {
        await elapsed.ConfigureAwait(false);
        timer.Dispose();
    }

    private sealed record PrintedSecond(long Second, string Text);
}
