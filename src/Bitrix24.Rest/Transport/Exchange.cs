using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest;

/// <summary>
/// One HTTP exchange with the portal. It always ends with an <see cref="Answer"/>: nothing is thrown, cancellation included.
/// </summary>
internal sealed class Exchange : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json") { CharSet = "utf-8" };

    private readonly Credentials _credentials;
    private readonly PortalInvoker _http;
    private readonly AnswerReader _reader;
    private readonly BodyReader _bodies = new();
    private readonly TimeProvider _time;
    private readonly PortalRedirect _redirects;

    /// <param name="credentials">Who calls.</param>
    /// <param name="handler">What carries the requests; disposed of with the exchange.</param>
    /// <param name="redaction">Takes the secrets out of the portal's texts.</param>
    /// <param name="time">The clock of time-outs.</param>
    /// <param name="notices">Where it is told that the portal was renamed.</param>
    public Exchange(Credentials credentials, HttpMessageHandler handler, Redaction redaction, TimeProvider time, Notices notices)
    {
        _credentials = credentials;
        _http = new PortalInvoker(handler, redaction);
        _reader = new AnswerReader(redaction);
        _time = time;
        _redirects = new PortalRedirect(credentials, redaction, notices);
        Files = new FileFetch(credentials, _http, time);
    }

    /// <summary>Fetches files over the same network.</summary>
    public FileFetch Files { get; }

    /// <param name="method">The REST method.</param>
    /// <param name="body">The JSON body.</param>
    /// <param name="commands">How many commands the batch has; 0 for a plain call.</param>
    /// <param name="timeout">How long the answer may take.</param>
    /// <param name="cancellation">Ends the exchange at once.</param>
    public async Task<Answer> SendAsync(
        string method, ArraySegment<byte> body, int commands, TimeSpan timeout, CancellationToken cancellation)
    {
        using var deadline = new Deadline(timeout, _time, cancellation);
        var portal = _credentials.Portal;
        var requests = 1;
        var hasLeft = false;
        Answer answer;
        try
        {
            using var first = await PostAsync(method, body, portal, () => Volatile.Write(ref hasLeft, true), deadline.Token)
                .ConfigureAwait(false);
            if (!Volatile.Read(ref hasLeft) && _http.PathTo(portal) is { Proxy: not null } path)
            {
                // .NET Framework gives a proxy's refusal of a tunnel as if it were the portal's answer.
                answer = Answer.Failed(ProxyFailure.OfAnswer(path, first.StatusCode, method));
            }
            else if (!PortalRedirect.IsOne(first))
            {
                answer = await ReadAsync(first, portal, method, commands, deadline.Token).ConfigureAwait(false);
            }
            else if (_redirects.NewAddressOf(portal, first) is { } moved)
            {
                requests++;
                answer = await FollowAsync(method, body, commands, portal, moved, deadline.Token).ConfigureAwait(false);
            }
            else
            {
                answer = Answer.Failed(_redirects.Refuse(portal, first, method));
            }
        }
        catch (Exception exception) when (deadline.Token.IsCancellationRequested
            || exception is OperationCanceledException { InnerException: not TimeoutException })
        {
            var seconds = timeout.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);

            // .NET Framework aborts a body under way with an exception of the network.
            answer = Answer.Failed(
                cancellation.IsCancellationRequested ? Failure.Own(OwnErrorId.RequestTimeout, RestText.Of("Request_Cancelled"), method)
                : Volatile.Read(ref hasLeft)
                    ? Failure.Own(OwnErrorId.RequestTimeout, RestText.Of("Request_NoAnswer", seconds), method)
                : NetworkFailure.NotInTime(_http.PathTo(portal), method));
        }
        catch (InvalidDataException)
        {
            answer = Answer.Failed(Failure.Own(OwnErrorId.InvalidResponse, RestText.Of("Request_BrokenCompression"), method));
        }
#pragma warning disable CA1031 // Handlers, proxies and TLS stacks throw what they like; a batch of calls must not be left to it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            answer = Answer.Failed(NetworkFailure.Read(exception, _http.PathTo(portal), Volatile.Read(ref hasLeft), method));
        }

        answer = Explain(answer);
        answer.Requests = requests;
        return answer;
    }

    public void Dispose() => _http.Dispose();

    /// <summary>What wants a client certificate cuts the line for want of it, or answers with a page of its own.</summary>
    private Answer Explain(Answer answer)
    {
        if (_http.Tls is not { } tls || answer.Error is not { } error
            || !(error.IsOwn(OwnErrorId.ConnectionFailed) || (error.IsOwn(OwnErrorId.InvalidResponse) && error.IsRefusedOnTheWay)))
        {
            return answer;
        }

        answer.Dispose();
        return Answer.Failed(tls.Explain(error), answer.RetryAfter, answer.BytesReceived);
    }

    /// <summary>Sends the same once more, to the portal's new address.</summary>
    private async Task<Answer> FollowAsync(
        string method, ArraySegment<byte> body, int commands, Uri portal, Uri moved, CancellationToken cancellation)
    {
        using var response = await PostAsync(method, body, moved, static () => { }, cancellation).ConfigureAwait(false);
        if (PortalRedirect.IsOne(response))
        {
            return Answer.Failed(_redirects.Refuse(moved, response, method));
        }

        var answer = await ReadAsync(response, moved, method, commands, cancellation).ConfigureAwait(false);
        if (answer.Error is null or { Code: not null })
        {
            // Only a portal answers so: what is not one gets nothing more.
            _redirects.Accept(portal, moved);
        }

        return answer;
    }

    private async Task<HttpResponseMessage> PostAsync(
        string method, ArraySegment<byte> body, Uri portal, Action onLeaving, CancellationToken cancellation)
    {
        using var content = new RequestContent(body, onLeaving);
        content.Headers.ContentType = Json;
        using var request = new HttpRequestMessage(HttpMethod.Post, _credentials.AddressOf(method, portal)) { Content = content };
        request.Headers.Accept.ParseAdd("application/json");
        // Unasked, .NET Framework holds each body back until the server tells it to go on.
        request.Headers.ExpectContinue = false;
        request.Headers.UserAgent.Add(PortalInvoker.Agent);
        return await _http.InvokeAsync(request, cancellation).ConfigureAwait(false);
    }

    private async Task<Answer> ReadAsync(
        HttpResponseMessage response, Uri portal, string method, int commands, CancellationToken cancellation)
    {
        if (response.StatusCode == HttpStatusCode.ProxyAuthenticationRequired)
        {
            // No portal asks for this, whoever passes it on.
            return Answer.Failed(ProxyFailure.OfAnswer(_http.PathTo(portal), response.StatusCode, method));
        }

        var received = await _bodies.ReadAsync(response.Content, cancellation).ConfigureAwait(false);
        if (received is null)
        {
            return Answer.Failed(
                Failure.Own(
                    OwnErrorId.InvalidResponse,
                    RestText.Of("Request_LargeBody", (int)response.StatusCode, BodyReader.Longest),
                    method,
                    response.StatusCode));
        }

        try
        {
            var retryAfter = RetryAfter(response.Headers.RetryAfter);
            var answer = _reader.Read(response.StatusCode, received.Bytes, method, commands, retryAfter, portal.Host);
            received = answer.Keep(received);
            return answer;
        }
        finally
        {
            received?.Dispose();
        }
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > _time.GetUtcNow() => date - _time.GetUtcNow(),
        _ => null,
    };
}
