using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.OpenLines.Tests.Faults;

/// <summary>The way of one of several clients to the network that they share.</summary>
internal sealed class ClientNetwork(HttpMessageHandler network) : DelegatingHandler(network)
{
    /// <summary>Called when a request leaves.</summary>
    public Action Leaving { get; set; } = static () => { };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Leaving();
        return base.SendAsync(request, cancellationToken);
    }
}
