using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest;

/// <summary>Reads a body into memory, up to a bound: nothing that a server sends may exhaust the process.</summary>
internal static class BodyReader
{
    /// <summary>32 MiB: far more than fifty answers hold.</summary>
    public const int Longest = 32 * 1024 * 1024;

    private const int FirstGuess = 16 * 1024;

    /// <returns>The body; null where it is longer than <see cref="Longest"/>.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        var announced = content.Headers.ContentLength;
        if (announced > Longest)
        {
            return null;
        }

        var stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        using (stream)
        {
            // The announced length is a hint: it is not trusted for more than its bound.
            var buffer = new byte[announced is { } length ? (int)length + 1 : FirstGuess];
            var filled = 0;
            while (true)
            {
                if (filled == buffer.Length)
                {
                    if (filled > Longest)
                    {
                        return null;
                    }

                    Array.Resize(ref buffer, (int)Math.Min(Longest + 1L, buffer.Length * 2L));
                }

                var read = await stream.ReadAsync(buffer.AsMemory(filled), cancellation).ConfigureAwait(false);
                if (read == 0)
                {
                    return new ReadOnlyMemory<byte>(buffer, 0, filled);
                }

                filled += read;
            }
        }
    }
}
