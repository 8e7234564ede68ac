using System.Threading;
using System.Threading.Tasks;

namespace System.Net.Http;

internal static class HttpContentReading
{
    public static Task<byte[]> ReadAsByteArrayAsync(this HttpContent content, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return content.ReadAsByteArrayAsync();
    }

    public static Task<string> ReadAsStringAsync(this HttpContent content, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return content.ReadAsStringAsync();
    }
}
