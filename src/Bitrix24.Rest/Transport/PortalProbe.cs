using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest;

/// <summary>
/// Goes the way to a portal step by step and tells what it has seen, over a connection of its own and without any secret: it looks a name
/// up, and asks the portal's web server for the head of its first page.
/// </summary>
/// <param name="portal">The portal.</param>
/// <param name="network">How it goes through the network.</param>
/// <param name="redaction">Makes what others tell safe to show.</param>
/// <param name="time">The clock.</param>
internal sealed class PortalProbe(Uri portal, NetworkSettings network, Redaction redaction, TimeProvider time)
{
    private const string Subject = "the test of the connection";
    private const int MostAddresses = 20;

    /// <summary>Who is connected to: the proxy where there is one.</summary>
    public NetworkPath Path { get; private set; }

    /// <summary>The addresses of whom it is connected to; none where they are not known.</summary>
    public IReadOnlyList<string> Addresses { get; private set; } = [];

    /// <summary>What the server has shown of itself, also where it was not accepted; null where nothing.</summary>
    public TlsSight? Tls { get; private set; }

    /// <summary>How much later it is for the portal than for this machine; null where it does not tell the time.</summary>
    public TimeSpan? ClockSkew { get; private set; }

    /// <summary>Why the portal is not reached; null where it is.</summary>
    public Bitrix24Exception? Error { get; private set; }

    /// <summary>Does it.</summary>
    /// <param name="timeout">How long each step may take.</param>
    /// <param name="cancellation">Ends it at once.</param>
    public async Task RunAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        using var handler = PortalHandler.Create(portal, connections: 1, network);
        using var http = new PortalInvoker(handler, redaction);
        Path = http.PathTo(portal);
        using (var deadline = new Deadline(timeout, time, cancellation))
        {
            await ResolveAsync(HostOf(PortalHandler.ProxyOf(handler)), deadline.Token).ConfigureAwait(false);
        }

        if (Error is null && !cancellation.IsCancellationRequested)
        {
            using var deadline = new Deadline(timeout, time, cancellation);
            await AskAsync(http, timeout, deadline.Token).ConfigureAwait(false);
        }

        Tls = http.Tls?.Last;
    }

    private string HostOf(IWebProxy? proxy) => (Path.Proxy is null ? portal : proxy!.GetProxy(portal) ?? portal).IdnHost;

    private async Task ResolveAsync(string host, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host, out var own))
        {
            Addresses = [own.ToString()];
            return;
        }

        try
        {
#pragma warning disable CA2016 // .NET Framework takes none, and systems do not stop looking: it is not waited for.
            var search = Dns.GetHostAddressesAsync(host);
#pragma warning restore CA2016
            var over = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            using var registration = cancellation.Register(() => over.TrySetResult(true));
            if (await Task.WhenAny(search, over.Task).ConfigureAwait(false) == search)
            {
                Addresses = [.. (await search.ConfigureAwait(false)).Take(MostAddresses).Select(static address => address.ToString())];
            }
            else
            {
                Error = NetworkFailure.Read(new SocketException((int)SocketError.TryAgain), Path, hasLeft: false, Subject);
            }
        }
        catch (SocketException exception)
        {
            Error = NetworkFailure.Read(exception, Path, hasLeft: false, Subject);
        }
    }

    private async Task AskAsync(PortalInvoker http, TimeSpan timeout, CancellationToken cancellation)
    {
        var begin = time.GetUtcNow();
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, portal);
            using var answer = await http.InvokeAsync(request, cancellation).ConfigureAwait(false);
            if (answer.StatusCode == HttpStatusCode.ProxyAuthenticationRequired)
            {
                Error = ProxyFailure.OfAnswer(Path, answer.StatusCode, Subject);
            }
            else if (answer.Headers.Date is { } told)
            {
                // The portal has looked at its clock somewhere between.
                var end = time.GetUtcNow();
                ClockSkew = told - (begin + TimeSpan.FromTicks((end - begin).Ticks / 2));
            }
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            var seconds = timeout.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
            Error = Failure.Own(OwnErrorId.RequestTimeout, RestText.Of("Probe_NoAnswer", Path.First, seconds), Subject);
        }
#pragma warning disable CA1031 // Handlers, proxies and TLS stacks throw what they like: it is here to tell of it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var failure = NetworkFailure.Read(exception, Path, hasLeft: false, Subject);
            Error = http.Tls?.Explain(failure) ?? failure;
        }
    }
}
