using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Portal.Faults;

/// <summary>A body that arrives by a <see cref="BodyPlan"/>.</summary>
internal sealed class PlannedStream(BodyPlan plan, TimeProvider time) : Stream
{
    private int _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (plan.Every > TimeSpan.Zero)
        {
            await Pause.ForAsync(plan.Every, time, cancellationToken).ConfigureAwait(false);
        }

        var count = Math.Min(Math.Min(buffer.Length, plan.Drop), plan.Bytes.Length - _position);
        if (count > 0)
        {
            plan.Bytes.AsMemory(_position, count).CopyTo(buffer);
            _position += count;
            return count;
        }

        if (plan.Stalls)
        {
            await Pause.ForeverAsync(cancellationToken).ConfigureAwait(false);
        }

        return plan.End is { } end ? throw end : 0;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Nobody may wait for a network with a thread.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }
}
