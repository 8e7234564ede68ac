using System;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest;

/// <summary>
/// New tokens on their way to the thread that tells the user's own code of them. The code runs before the first use of a pair where that
/// thread waits for answers, as it mostly does; nothing waits for it any longer than a moment, because it may be doing something else, and
/// what it does may itself wait for a call.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="canTell">Whether the code may run on the thread that asks.</param>
/// <param name="tell">Runs it; it may throw what it likes.</param>
internal sealed class TokenNews(TimeProvider time, Func<bool> canTell, Action<TokenPair> tell)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private volatile TokenPair? _pair;
    private TaskCompletionSource<bool>? _told;

    /// <summary>Gives a pair to whoever comes for it.</summary>
    /// <returns>It ends when he has told of it, and in any case after a moment. The pair stays; a later one takes its place.</returns>
    public async Task TellAsync(TokenPair pair)
    {
        TaskCompletionSource<bool> told = new();
        lock (_gate)
        {
            (_pair, _told) = (pair, told);
        }

        using var timer = time.CreateTimer(
            static state => ((TaskCompletionSource<bool>)state!).TrySetResult(false), told, Longest, Timeout.InfiniteTimeSpan);
        await told.Task.ConfigureAwait(false);
    }

    /// <summary>Runs the code on this thread, where there is a pair to tell of and the thread is the right one.</summary>
    /// <returns>What it threw; null where it threw nothing.</returns>
    public Exception? Tell()
    {
        if (_pair is null || !canTell())
        {
            return null;
        }

        TokenPair? pair;
        TaskCompletionSource<bool>? told;
        lock (_gate)
        {
            (pair, told) = (_pair, _told);
            (_pair, _told) = (null, null);
        }

        try
        {
            if (pair is not null)
            {
                tell(pair);
            }

            return null;
        }
#pragma warning disable CA1031 // It is the user's own code, and the run goes on whatever becomes of it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return fault;
        }
        finally
        {
            told?.TrySetResult(true);
        }
    }
}
