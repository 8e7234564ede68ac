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

    /// <summary>Whose files they are.</summary>
    public Uri Portal => credentials.Portal;

    /// <summary>Fetches a file, or the rest of it.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="method">The REST method that told it, for errors.</param>
    /// <param name="half">What has come of it before, and where it is written.</param>
    /// <param name="onRead">Is told how many bytes have come, and of how many: null where that is not known.</param>
    /// <param name="cancellation">Ends it at once.</param>
    /// <returns>Why it could not be fetched; null where it was. A failure of the target is thrown.</returns>
    public async Task<Bitrix24Exception?> FetchAsync(
        Secret address, string method, IHalfFile half, Action<long, long?> onRead, CancellationToken cancellation)
    {
        // At least one byte is asked for: the answer tells then whether the file is still the same.
        var known = half.Version;
        var from = known is null ? 0 : Math.Min(half.Length, known.Length - 1);
        HttpResponseMessage answer;
        try
        {
            answer = await GetAsync(address, method, from > 0 ? known : null, from, cancellation).ConfigureAwait(false);
        }
        catch (Bitrix24Exception refusal)
        {
            return refusal;
        }

        using var response = answer;
        var server = response.RequestMessage?.RequestUri ?? Portal;
        if (from > 0 && known!.IsContinuedBy(response, from))
        {
            var target = half.Continue(from);
            return Understand(
                await CopyAsync(response, target, from, known.Length, onRead, cancellation).ConfigureAwait(false),
                server,
                method,
                cancellation);
        }

        if (response.StatusCode == HttpStatusCode.OK)
        {
            var target = half.Begin(FileVersion.Of(response));
            var length = response.Content.Headers.ContentLength;
            return Understand(
                await CopyAsync(response, target, 0, length, onRead, cancellation).ConfigureAwait(false), server, method, cancellation);
        }

        if (from > 0 && response.StatusCode is HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            half.Begin(version: null);
            return Failed(RestText.Of("File_Changed"), method, response.StatusCode);
        }

        return Failed(RestText.Of("File_OtherStatus", (int)response.StatusCode), method, response.StatusCode);
    }

    private Bitrix24Exception? Understand(Exception? fault, Uri server, string method, CancellationToken cancellation) => fault is null
        ? null
        : cancellation.IsCancellationRequested ? Failed(RestText.Of("File_Cancelled"), method)
        : fault is OperationCanceledException ? Failed(RestText.Of("File_Silence", LongestSilence.TotalSeconds), method)
        : NetworkFailure.Read(fault, http.PathTo(server), hasLeft: true, method).As(FailureKind.Final);

    private static Bitrix24Exception Failed(LocalizableText why, string method, HttpStatusCode? status = null) =>
        Failure.Own(OwnErrorId.FileNotFetched, why, method, status);

    /// <summary>The answer with the file; a redirect is followed to an address that is as safe, which is sent no token of ours.</summary>
    private async Task<HttpResponseMessage> GetAsync(
        Secret address, string method, FileVersion? known, long from, CancellationToken cancellation)
    {
        var target = Uri.TryCreate(address.Reveal(), UriKind.Absolute, out var told) ? told : null;
        for (var redirects = 0; target is not null && IsSafe(target) && redirects <= MostRedirects; redirects++)
        {
            using var deadline = new Deadline(LongestSilence, time, cancellation);
            using var request = new HttpRequestMessage(HttpMethod.Get, target);
            known?.AskForRest(request, from);
            HttpResponseMessage response;
            try
            {
                response = await http.InvokeAsync(request, deadline.Token).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Handlers, proxies and TLS stacks throw what they like.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                throw Understand(exception, target, method, cancellation)!;
            }

            if (!PortalRedirect.IsOne(response))
            {
                return response;
            }

            target = response.Headers.Location is { } location && Uri.TryCreate(target, location, out var next) ? next : null;
            response.Dispose();
        }

        throw Failed(RestText.Of("File_UnsafeAddress"), method);
    }

    /// <summary>No portal elsewhere has any business with what this machine serves for itself.</summary>
    private bool IsSafe(Uri address) =>
        PortalAddress.IsThisMachine(address)
            ? PortalAddress.IsThisMachine(Portal) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            : address.Scheme == Uri.UriSchemeHttps;

    /// <returns>Why the content could not be read to its end; null where it was.</returns>
    private async Task<Exception?> CopyAsync(
        HttpResponseMessage response,
        Stream target,
        long from,
        long? length,
        Action<long, long?> onRead,
        CancellationToken cancellation)
    {
        Stream? content = null;
        var piece = new byte[Piece];
        for (var done = from; ; onRead(done, length))
        {
            int read;
            try
            {
                using var deadline = new Deadline(LongestSilence, time, cancellation);
                content ??= await response.Content.ReadAsStreamAsync(deadline.Token).ConfigureAwait(false);
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
            await target.WriteAsync(piece, 0, read, CancellationToken.None).ConfigureAwait(false);
#pragma warning restore CA1835
            done += read;
        }
    }
}
