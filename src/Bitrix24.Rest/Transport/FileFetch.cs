using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest;

/// <summary>Fetches files by addresses that hold a token. The token goes into the request and nowhere else.</summary>
/// <param name="credentials">Whose portal it is.</param>
/// <param name="http">What carries the requests.</param>
/// <param name="time">The clock of time-outs.</param>
internal sealed class FileFetch(Credentials credentials, PortalInvoker http, TimeProvider time)
{
    private const int MostRedirects = 3;
    private const int Piece = 81_920;

    /// <summary>How long nothing may come before the download is given up.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(90);

    /// <summary>Fetches a file.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="method">The REST method that told it, for errors.</param>
    /// <param name="target">Where the file is written.</param>
    /// <param name="onRead">Is told how many bytes have come, and of how many: null where that is not known.</param>
    /// <param name="cancellation">Ends it at once.</param>
    /// <returns>Why it could not be fetched; null where it was. A failure of the target is thrown.</returns>
    public async Task<Bitrix24Exception?> FetchAsync(
        Secret address, string method, Stream target, Action<long, long?> onRead, CancellationToken cancellation)
    {
        Exception? fault;
        try
        {
            using var response = await GetAsync(address, method, cancellation).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                return Failed($"HTTP {(int)response.StatusCode} instead of the file.", method, response.StatusCode);
            }

            using var content = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            fault = await CopyAsync(content, target, response.Content.Headers.ContentLength, onRead, cancellation).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Handlers, proxies and TLS stacks throw what they like.
        catch (Exception exception) when (exception is not Bitrix24Exception)
#pragma warning restore CA1031
        {
            fault = exception;
        }
        catch (Bitrix24Exception refusal)
        {
            return refusal;
        }

        return fault is null ? null
            : cancellation.IsCancellationRequested ? Failed("The download was cancelled.", method)
            : fault is OperationCanceledException ? Failed($"Nothing came for {LongestSilence.TotalSeconds:0} seconds.", method)
            : NetworkFailure.Read(fault, http.PathTo(credentials.Portal), hasLeft: true, method).As(FailureKind.Final);
    }

    private static Bitrix24Exception Failed(string why, string method, HttpStatusCode? status = null) =>
        Failure.Own(OwnErrorId.FileNotFetched, why, method, status);

    /// <summary>The answer with the file; a redirect is followed to an address that is as safe, which is sent no token of ours.</summary>
    private async Task<HttpResponseMessage> GetAsync(Secret address, string method, CancellationToken cancellation)
    {
        var target = Uri.TryCreate(address.Reveal(), UriKind.Absolute, out var told) ? told : null;
        for (var redirects = 0; target is not null && IsSafe(target) && redirects <= MostRedirects; redirects++)
        {
            using var deadline = new Deadline(LongestSilence, time, cancellation);
            using var request = new HttpRequestMessage(HttpMethod.Get, target);
            var response = await http.InvokeAsync(request, deadline.Token).ConfigureAwait(false);
            if (!PortalRedirect.IsOne(response))
            {
                return response;
            }

            target = response.Headers.Location is { } location && Uri.TryCreate(target, location, out var next) ? next : null;
            response.Dispose();
        }

        throw Failed("The address of the file is none that may be called, or leads to none.", method);
    }

    private static bool IsSafe(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && PortalAddress.IsThisMachine(address));

    /// <returns>Why the content could not be read to its end; null where it was.</returns>
    private async Task<Exception?> CopyAsync(
        Stream content, Stream target, long? length, Action<long, long?> onRead, CancellationToken cancellation)
    {
        var piece = new byte[Piece];
        for (var done = 0L; ; onRead(done, length))
        {
            int read;
            try
            {
                using var deadline = new Deadline(LongestSilence, time, cancellation);
                read = await content.ReadAsync(piece.AsMemory(), deadline.Token).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // As above.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                return exception;
            }

            if (read == 0)
            {
                return length is null || done == length ? null : new IOException();
            }

#pragma warning disable CA1835 // .NET Framework has no other.
            await target.WriteAsync(piece, 0, read, cancellation).ConfigureAwait(false);
#pragma warning restore CA1835
            done += read;
        }
    }
}
