using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;

namespace Bitrix24.Rest;

/// <summary>The body of a request. It tells when it begins to leave: before that, nothing can have been executed.</summary>
internal sealed class RequestContent(ArraySegment<byte> body, Action onLeaving) : HttpContent
{
    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        onLeaving();
        return stream.WriteAsync(body.Array!, body.Offset, body.Count);
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = body.Count;
        return true;
    }
}
