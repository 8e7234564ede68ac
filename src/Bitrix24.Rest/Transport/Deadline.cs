using System;
using System.Threading;

namespace Bitrix24.Rest;

/// <summary>A token that is cancelled when its time is over or when another token is, on any clock.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly ITimer _timer;

    public Deadline(TimeSpan after, TimeProvider time, CancellationToken cancellation)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _timer = time.CreateTimer(static state => Cancel((CancellationTokenSource)state!), _source, after, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }

    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The exchange ended while the timer was firing.
        }
    }
}
