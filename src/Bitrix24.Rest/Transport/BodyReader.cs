using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest;

/// <summary>
/// Reads the bodies of one connection into memory, up to a bound for each and for all: nothing that a server sends may exhaust the process.
/// </summary>
#pragma warning disable CA1001 // It holds no handle, and an answer that comes after the connection has ended still gives its place back.
internal sealed class BodyReader
#pragma warning restore CA1001
{
    /// <summary>16 MiB: far more than fifty answers hold.</summary>
    public const int Longest = 16 * 1024 * 1024;

    /// <summary>Beyond this a body is a large one: only so many are read, taken apart and kept at once. The others wait.</summary>
    public const int LongestSmall = 128 * 1024;

    private const int MostLarge = 2;
    private const int FirstGuess = 16 * 1024;

    private readonly SemaphoreSlim _places = new(MostLarge);

    /// <returns>The body; null where it is longer than <see cref="Longest"/>.</returns>
    public async Task<ReceivedBody?> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        var announced = content.Headers.ContentLength;
        if (announced > Longest)
        {
            return null;
        }

        LargeBody? large = null;
        ReceivedBody? body = null;
        var stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        try
        {
            // The announced length is a hint: it is not trusted for more than its bound.
            var buffer = new byte[announced is { } length && length < LongestSmall ? (int)length + 1 : FirstGuess];
            var filled = 0;
            while (true)
            {
                if (filled == buffer.Length)
                {
                    if (filled > Longest)
                    {
                        return null;
                    }

                    if (filled >= LongestSmall && large is null)
                    {
                        large = await LargeBody.EnterAsync(_places, cancellation).ConfigureAwait(false);
                    }

                    buffer = large?.Grow(buffer) ?? Grow(buffer);
                }

                var read = await stream.ReadAsync(buffer.AsMemory(filled), cancellation).ConfigureAwait(false);
                if (read == 0)
                {
                    return body = new(new ReadOnlyMemory<byte>(buffer, 0, filled), large);
                }

                filled += read;
            }
        }
        finally
        {
            stream.Dispose();
            if (body is null)
            {
                large?.Dispose();
            }
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        Array.Resize(ref buffer, Math.Min(LongestSmall, buffer.Length * 2));
        return buffer;
    }
}
