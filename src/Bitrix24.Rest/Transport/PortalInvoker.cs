using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest;

/// <summary>
/// Gives requests straight to a handler. HttpClient and HttpMessageInvoker do so too, but tell the path of each, with the webhook in it, to
/// whoever listens to the events of the process.
/// </summary>
/// <param name="handler">What carries the requests; disposed of with this.</param>
/// <param name="redaction">Makes the name of a proxy safe to show.</param>
internal sealed class PortalInvoker(HttpMessageHandler handler, Redaction redaction) : DelegatingHandler(handler)
{
    /// <summary>As whom the module calls.</summary>
    public static readonly ProductInfoHeaderValue Agent =
        new("OpenLines", typeof(PortalInvoker).Assembly.GetName().Version?.ToString(3) ?? "0");

    private readonly IWebProxy? _proxy = PortalHandler.ProxyOf(handler);

    /// <summary>What judges the certificates that are shown; null where nobody does.</summary>
    public TlsCheck? Tls { get; } = PortalHandler.TlsOf(handler);

    /// <summary>The way that a request takes.</summary>
    public NetworkPath PathTo(Uri portal) => NetworkPath.To(portal, _proxy, redaction);

    /// <summary>Sends a request.</summary>
    public Task<HttpResponseMessage> InvokeAsync(HttpRequestMessage request, CancellationToken cancellation) =>
        SendAsync(request, cancellation);
}
