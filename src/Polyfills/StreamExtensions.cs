using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace System;

internal static class StreamExtensions
{
    public static async ValueTask<int> ReadAsync(this Stream stream, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (MemoryMarshal.TryGetArray<byte>(buffer, out var segment))
        {
            return await stream.ReadAsync(segment.Array!, segment.Offset, segment.Count, cancellationToken).ConfigureAwait(false);
        }

        var copy = new byte[buffer.Length];
        var read = await stream.ReadAsync(copy, 0, copy.Length, cancellationToken).ConfigureAwait(false);
        copy.AsMemory(0, read).CopyTo(buffer);
        return read;
    }
}
