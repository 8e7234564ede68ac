using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest.Tests;

/// <summary>A network that answers when and what a test tells it to.</summary>
internal sealed class ScriptedHandler : HttpMessageHandler
{
    private readonly Func<ScriptedRequest, HttpResponseMessage>? _answer;

    /// <summary>Every request waits for its answer in <see cref="Requests"/>.</summary>
    public ScriptedHandler()
    {
    }

    /// <summary>Every request is answered at once.</summary>
    public ScriptedHandler(Func<ScriptedRequest, HttpResponseMessage> answer) => _answer = answer;

    /// <summary>Every request that came, in the order in which they left.</summary>
    public List<ScriptedRequest> Requests { get; } = [];

    public bool IsDisposed { get; private set; }

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var scripted = new ScriptedRequest(request, cancellationToken);
        lock (Requests)
        {
            Requests.Add(scripted);
        }

        if (_answer is not null)
        {
            scripted.Answer(_answer(scripted));
        }

        return scripted.Task;
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
