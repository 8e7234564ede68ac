using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Sandbox;

/// <summary>Puts a portal where an HttpClient expects the network.</summary>
internal sealed class SandboxHandler : HttpMessageHandler
{
    private readonly RestServer _server;

    public SandboxHandler(SandboxPortal portal)
    {
        Portal = portal;
        _server = new(portal);
    }

    public SandboxPortal Portal { get; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = new MemoryStream();
        if (request.Content is not null)
        {
            var content = await request.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await content.CopyToAsync(body, 81920, cancellationToken).ConfigureAwait(false);
        }

        var work = _server.AnswerAsync(new(
            request.Method.Method,
            request.RequestUri ?? throw new InvalidOperationException("The request has no address."),
            request.Content?.Headers.ContentType?.ToString(),
            request.Headers.Authorization?.ToString(),
            body.ToArray())
        {
            Range = request.Headers.Range?.ToString(),
            IfRange = request.Headers.IfRange?.ToString(),
        });

        // A caller who stops waiting does not stop the portal.
        var response = work.IsCompleted
            ? await work.ConfigureAwait(false)
            : await AwaitAsync(work.AsTask(), cancellationToken).ConfigureAwait(false);
        return ToMessage(response, request);
    }

    private static async Task<SandboxResponse> AwaitAsync(Task<SandboxResponse> work, CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled)
        {
            return await work.ConfigureAwait(false);
        }

        var cancelled = new TaskCompletionSource<SandboxResponse>();
        using (cancellationToken.Register(() => cancelled.TrySetCanceled(cancellationToken)))
        {
            var first = await Task.WhenAny(work, cancelled.Task).ConfigureAwait(false);
            return await first.ConfigureAwait(false);
        }
    }

    private static HttpResponseMessage ToMessage(SandboxResponse response, HttpRequestMessage request)
    {
        var message = new HttpResponseMessage((HttpStatusCode)response.Status)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(response.Body),
        };
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(response.ContentType);
        foreach (var header in ResponseHeaders.Of(response))
        {
            if (!message.Headers.TryAddWithoutValidation(header.Key, header.Value))
            {
                message.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        return message;
    }
}
