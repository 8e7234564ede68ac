using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest;

/// <summary>
/// The right to hold a large body. Few have it at once, in one connection and in the process, whoever its portals are, and their buffers
/// go from one to the next: else a portal that sends nothing but large bodies would leave them all to the garbage collector.
/// </summary>
internal sealed class LargeBody : IDisposable
{
    private const int MostInProcess = 3;

    // From one size to the next four times as much: what is copied and left behind is small beside the last.
    private static readonly int[] Sizes = [1024 * 1024, 4 * 1024 * 1024, BodyReader.Longest + 1];
    private static readonly SemaphoreSlim OfProcess = new(MostInProcess);
    private static readonly ConcurrentBag<WeakReference<byte[]>> Free = [];

    private SemaphoreSlim? _ofConnection;
    private byte[] _buffer = [];

    private LargeBody(SemaphoreSlim ofConnection) => _ofConnection = ofConnection;

    /// <summary>Waits for its turn.</summary>
    /// <param name="ofConnection">The places of the connection.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<LargeBody> EnterAsync(SemaphoreSlim ofConnection, CancellationToken cancellation)
    {
        await ofConnection.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await OfProcess.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            ofConnection.Release();
            throw;
        }

        return new(ofConnection);
    }

    /// <summary>A longer buffer that begins with what is in this one, which is full.</summary>
    public byte[] Grow(byte[] buffer)
    {
        if (_buffer.Length <= buffer.Length)
        {
            _buffer = TakeFree(buffer.Length) ?? new byte[Array.Find(Sizes, size => size > buffer.Length)];
        }

        buffer.CopyTo(_buffer, 0);
        return _buffer;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _ofConnection, null) is { } ofConnection)
        {
            if (_buffer.Length > 0)
            {
                Free.Add(new(_buffer));
                _buffer = [];
            }

            OfProcess.Release();
            ofConnection.Release();
        }
    }

    /// <summary>A buffer of a body that is not in use any more, where one is left that is long enough.</summary>
    private static byte[]? TakeFree(int longerThan)
    {
        while (Free.TryTake(out var free))
        {
            if (free.TryGetTarget(out var buffer) && buffer.Length > longerThan)
            {
                return buffer;
            }
        }

        return null;
    }
}
