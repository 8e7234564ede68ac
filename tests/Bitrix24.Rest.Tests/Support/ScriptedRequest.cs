using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest.Tests;

/// <summary>A request under way. What follows from its answer is done on the thread that gives it.</summary>
internal sealed class ScriptedRequest
{
    private readonly TaskCompletionSource<HttpResponseMessage> _response = new();

    public ScriptedRequest(HttpRequestMessage request, CancellationToken cancellation)
    {
        Address = request.RequestUri!;
        ContentType = request.Content!.Headers.ContentType!.ToString();
        Method = request.RequestUri!.Segments[^1].Replace(".json", "", StringComparison.Ordinal);
        Body = Json.Of(request.Content.ReadAsStringAsync(CancellationToken.None).GetAwaiter().GetResult());
        cancellation.Register(() => Inline(() => _response.TrySetCanceled(cancellation)));
    }

    public Uri Address { get; }

    public string ContentType { get; }

    public string Method { get; }

    public JsonElement Body { get; }

    public Task<HttpResponseMessage> Task => _response.Task;

    /// <summary>The commands of a batch by their keys, or the one call.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Commands =>
        Body.TryGetProperty("cmd", out var commands)
            ? [.. commands.EnumerateObject().Select(command => KeyValuePair.Create(command.Name, command.Value.GetString()!))]
            : [];

    /// <summary>Whether it only asks whether the portal is back.</summary>
    public bool IsAsk => Method == "scope" && !Body.EnumerateObject().Any();

    /// <summary>How many calls it carries.</summary>
    public int Calls => IsAsk ? 0 : Math.Max(1, Commands.Count);

    /// <summary>The values of the first parameter of each call, decoded.</summary>
    public IReadOnlyList<string> Values =>
        Commands.Count > 0
            ? [
                .. Commands.Select(command =>
                    Uri.UnescapeDataString(command.Value[(command.Value.IndexOf('=', StringComparison.Ordinal) + 1)..])),
            ]
            : [Body.EnumerateObject().First().Value.ToString()];

    public bool IsHalting => Body.TryGetProperty("halt", out var halt) && halt.GetInt32() == 1;

    public void Answer(HttpResponseMessage response) => Inline(() => _response.TrySetResult(response));

    public void Answer(string body, HttpStatusCode status = HttpStatusCode.OK) => Answer(ScriptedHandler.Json(body, status));

    public void Break(Exception exception) => Inline(() => _response.TrySetException(exception));

    private static void Inline(Action action)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            action();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
