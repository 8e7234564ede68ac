using System;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest;

/// <summary>A moment for whoever has a file just now; no thread is kept waiting.</summary>
internal static class FilePause
{
    /// <param name="length">How long.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends it at once.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task AfterAsync(TimeSpan length, TimeProvider time, CancellationToken cancellation)
    {
        TaskCompletionSource<bool> over = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stopped = cancellation.Register(static state => ((TaskCompletionSource<bool>)state!).TrySetCanceled(), over);
        using var timer = time.CreateTimer(
            static state => ((TaskCompletionSource<bool>)state!).TrySetResult(true), over, length, Timeout.InfiniteTimeSpan);
        await over.Task.ConfigureAwait(false);
    }
}
