using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Portal.Faults;

/// <summary>A body that arrives by a <see cref="BodyPlan"/>.</summary>
#pragma warning disable CA1844 // .NET Framework has no other ReadAsync to override.
internal sealed class PlannedStream(BodyPlan plan, TimeProvider time) : Stream
#pragma warning restore CA1844
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

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (plan.Every > TimeSpan.Zero)
        {
            await Pause.ForAsync(plan.Every, time, cancellationToken).ConfigureAwait(false);
        }

        var length = Math.Min(Math.Min(count, plan.Drop), plan.Bytes.Length - _position);
        if (length > 0)
        {
            plan.Bytes.AsSpan(_position, length).CopyTo(buffer.AsSpan(offset));
            _position += length;
            return length;
        }

        if (plan.Stalls)
        {
            await Pause.ForeverAsync(cancellationToken).ConfigureAwait(false);
        }

        return plan.End is { } end ? throw end : 0;
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Nobody may wait for a network with a thread.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }
}
