using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using Bitrix24.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Portal.OAuth;

namespace Portal;

/// <summary>A sandbox portal behind a real HTTP server on this machine's loopback address.</summary>
internal sealed class PortalServer : IAsyncDisposable
{
    private readonly WebApplication _host;
    private readonly RestServer _rest;
    private readonly ConcurrentQueue<CannedAnswer> _next = new();
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly int _recorded;

    private PortalServer(WebApplication host, SandboxPortal portal, int recorded)
    {
        _host = host;
        _rest = new(portal);
        _recorded = recorded;
        Portal = portal;
        Tokens = new(portal);
    }

    public SandboxPortal Portal { get; }

    /// <summary>The token server, at <c>/oauth/token/</c> of the same address.</summary>
    public TokenIssuer Tokens { get; }

    /// <summary><c>http://127.0.0.1:PORT/</c>.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The administrator's webhook.</summary>
    public string WebhookUrl => WebhookUrlOf(DefaultData.AdminWebhook);

    /// <summary>The latest requests, oldest first, as many as the server was started to keep.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>Asked before everything else, with the body already buffered. True: it has answered.</summary>
    public Func<HttpContext, Task<bool>>? Intercept { get; set; }

    /// <summary>Starts a server.</summary>
    /// <param name="portal">The portal behind it; a default one if null.</param>
    /// <param name="recorded">How many requests to keep; 0 for none, which is faster.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    public static async Task<PortalServer> StartAsync(SandboxPortal? portal = null, int recorded = 1000, int port = 0)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;

            // A machine that was held up for some seconds is no slow client.
            (options.Limits.MinRequestBodyDataRate, options.Limits.MinResponseDataRate) = (null, null);
            options.Listen(IPAddress.Loopback, port, static endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });
        var host = builder.Build();
        var server = new PortalServer(host, portal ?? SandboxPortal.CreateDefault(), recorded);
        host.Run(server.HandleAsync);
        await host.StartAsync();
        var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        server.Address = new(addresses.Addresses.Single());
        server.Tokens.PortalAddress = server.Tokens.ServerAddress = server.Address;
        return server;
    }

    /// <summary>One of the default data's webhooks on this server's address.</summary>
    public string WebhookUrlOf(string sandboxUrl) => new Uri(Address, new Uri(sandboxUrl).AbsolutePath).AbsoluteUri;

    /// <summary>The next request that no earlier such answer takes is treated so.</summary>
    public void Next(params CannedAnswer[] answers)
    {
        foreach (var answer in answers)
        {
            _next.Enqueue(answer);
        }
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        if (context.Request.Path == "/journal")
        {
            await WriteAsync(context.Response, SandboxResponse.Of(200, Portal.Journal.ToArray()));
            return;
        }

        if (context.Request.Path == "/requests")
        {
            await WriteAsync(context.Response, SandboxResponse.Of(200, RecordedBodies()));
            return;
        }

        var body = await ReadBodyAsync(context.Request);
        if (_recorded > 0)
        {
            Record(context.Request, body);
        }

        if (context.Request.Path == "/oauth/token/")
        {
            await TokenEndpoint.AnswerAsync(Tokens, context, Encoding.UTF8.GetString(body));
            return;
        }

        if (Intercept is { } intercept)
        {
            context.Request.Body = new MemoryStream(body);
            if (await intercept(context))
            {
                return;
            }
        }

        if (_next.TryDequeue(out var canned))
        {
            await PlayAsync(context, canned, body);
            return;
        }

        await WriteAsync(context.Response, await AnswerAsync(context.Request, body));
    }

    private ValueTask<SandboxResponse> AnswerAsync(HttpRequest request, byte[] body) => _rest.AnswerAsync(new(
        request.Method,
        new Uri(request.GetEncodedUrl()),
        request.ContentType,
        request.Headers.Authorization.FirstOrDefault(),
        body)
    {
        Range = request.Headers.Range.FirstOrDefault(),
        IfRange = request.Headers.IfRange.FirstOrDefault(),
    });

    private async Task PlayAsync(HttpContext context, CannedAnswer canned, byte[] body)
    {
        var answer = canned.AfterWork ? await AnswerAsync(context.Request, body) : null;
        await canned.Until;
        if (canned.Abort)
        {
            context.Abort();
            return;
        }

        var response = canned.PassThrough && answer is not null ? answer : new(canned.Status, canned.ContentType, canned.Bytes);
        foreach (var (name, value) in canned.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (canned.CutAfter is { } cut)
        {
            context.Response.StatusCode = response.Status;
            context.Response.ContentType = response.ContentType;
            context.Response.ContentLength = response.Body.Length;
            await context.Response.Body.WriteAsync(response.Body.AsMemory(0, Math.Min(cut, response.Body.Length)));
            await context.Response.Body.FlushAsync();
            context.Abort();
            return;
        }

        await WriteAsync(context.Response, response);
    }

    private static async Task<byte[]> ReadBodyAsync(HttpRequest request)
    {
        if (request.ContentLength is 0 or null && !request.Headers.ContainsKey("Transfer-Encoding"))
        {
            return [];
        }

        using var buffer = new MemoryStream((int)(request.ContentLength ?? 0));
        await request.Body.CopyToAsync(buffer);
        return buffer.ToArray();
    }

    private static async Task WriteAsync(HttpResponse target, SandboxResponse response)
    {
        target.StatusCode = response.Status;
        target.ContentType = response.ContentType;
        target.ContentLength = response.Body.Length;
        foreach (var header in ResponseHeaders.Of(response))
        {
            target.Headers[header.Key] = header.Value;
        }

        await target.Body.WriteAsync(response.Body);
    }

    // The bodies by themselves, for a test in another process.
    private PhpArray RecordedBodies()
    {
        var bodies = new PhpArray();
        foreach (var request in _requests)
        {
            bodies.Append(request.Body);
        }

        return bodies;
    }

    private void Record(HttpRequest request, byte[] body)
    {
        var headers = request.Headers.ToDictionary(
            static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var method = SandboxRoute.Parse(request.Path.Value ?? "")?.Method ?? "";
        _requests.Enqueue(new(request.Method, method, request.GetEncodedPathAndQuery(), headers, Encoding.UTF8.GetString(body)));
        while (_requests.Count > _recorded)
        {
            _requests.TryDequeue(out _);
        }
    }
}
