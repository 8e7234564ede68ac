using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Portal.Faults;

/// <summary>The content of an answer whose body arrives by a <see cref="BodyPlan"/>; tells when the client lets go of it.</summary>
internal sealed class PlannedContent(BodyPlan plan, TimeProvider time, Action released) : HttpContent
{
    private Action? _released = released;

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new PlannedStream(plan, time));

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        using var source = new PlannedStream(plan, time);
        await source.CopyToAsync(stream).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        Interlocked.Exchange(ref _released, null)?.Invoke();
        base.Dispose(disposing);
    }
}
