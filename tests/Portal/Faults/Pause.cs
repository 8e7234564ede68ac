using System;
using System.Threading;
using System.Threading.Tasks;

namespace Portal.Faults;

/// <summary>
/// Waiting on any clock, ended by a token. What waited goes on where the timer fires, so that virtual time moves everything on one thread.
/// </summary>
internal static class Pause
{
    public static async Task ForAsync(TimeSpan duration, TimeProvider time, CancellationToken cancellation)
    {
        var over = new TaskCompletionSource();
        using var timer = time.CreateTimer(
            static state => ((TaskCompletionSource)state!).TrySetResult(), over, duration, Timeout.InfiniteTimeSpan);
        using var cancelled = cancellation.Register(() => over.TrySetCanceled(cancellation));
        await over.Task.ConfigureAwait(false);
    }

    public static async Task ForeverAsync(CancellationToken cancellation)
    {
        var never = new TaskCompletionSource();
        using var cancelled = cancellation.Register(() => never.TrySetCanceled(cancellation));
        await never.Task.ConfigureAwait(false);
    }
}
