using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest;

/// <summary>
/// Waits at the return address for the browser that comes back from the portal. The first answer that belongs to the sign-in counts; all
/// else gets a page that says so. Of many connections at once the oldest are closed, since the browser's own has its request with it. It
/// listens to this machine alone.
/// </summary>
internal sealed class RedirectListener : IDisposable
{
    // A browser opens connections ahead that it may never use.
    private const int MostConnections = 32;
    private const int MostFailures = 100;
    private static readonly TimeSpan LongestRequest = TimeSpan.FromTicks(10 * TimeSpan.TicksPerSecond);

    private readonly AuthorizationRequest _request;
    private readonly string _path;
    private readonly TimeProvider _time;

    // It is made on the pipeline's thread, and answers browsers on others.
    private readonly CultureInfo _culture = CultureInfo.CurrentUICulture;
    private readonly List<TcpListener> _listeners = [];
    private readonly List<TcpClient> _clients = [];
    private readonly TaskCompletionSource<AuthorizationAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RedirectListener(AuthorizationRequest request, string path, TimeProvider time) =>
        (_request, _path, _time) = (request, path, time);

    /// <summary>What the browser brought.</summary>
    public Task<AuthorizationAnswer> Answer => _answer.Task;

    /// <summary>Begins to listen.</summary>
    /// <param name="address">The return address.</param>
    /// <param name="request">The sign-in.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="Bitrix24Exception">
    /// <see cref="OwnErrorId.BrowserSignInUnavailable"/>: the port is taken, or may not be used.
    /// </exception>
    public static RedirectListener Start(Uri address, AuthorizationRequest request, TimeProvider time)
    {
        var listener = new RedirectListener(request, address.AbsolutePath, time);
        try
        {
            listener.Listen(address);
        }
        catch (SocketException error)
        {
            listener.Dispose();
            throw Failure.Own(
                OwnErrorId.BrowserSignInUnavailable,
                RestText.Of("Browser_NoPort", address.GetLeftPart(UriPartial.Path), address.Port, error.SocketErrorCode))
                .Advising(RestText.Of("Browser_NoPortAdvice"));
        }

        return listener;
    }

    public void Dispose()
    {
        _answer.TrySetCanceled();
        _listeners.ForEach(static listener => listener.Stop());
    }

    /// <summary>A browser takes <c>localhost</c> for either of the two loopback addresses.</summary>
    private void Listen(Uri address)
    {
        var isNamed = IPAddress.TryParse(address.DnsSafeHost, out var given);
        IPAddress[] addresses = isNamed ? [given!] : [IPAddress.Loopback, IPAddress.IPv6Loopback];
        foreach (var ip in addresses)
        {
            var listener = new TcpListener(ip, address.Port) { ExclusiveAddressUse = true };
            try
            {
                listener.Start(MostConnections);
            }
            catch (SocketException error) when (!isNamed && ip.AddressFamily == AddressFamily.InterNetworkV6 && IsNotThere(error))
            {
                // A machine without IPv6.
                continue;
            }

            _listeners.Add(listener);
        }

        foreach (var listener in _listeners)
        {
            _ = AcceptAsync(listener);
        }
    }

    private static bool IsNotThere(SocketException error) =>
        error.SocketErrorCode is SocketError.AddressFamilyNotSupported or SocketError.AddressNotAvailable
            or SocketError.ProtocolFamilyNotSupported;

    private async Task AcceptAsync(TcpListener listener)
    {
        for (var failures = 0; !_answer.Task.IsCompleted && failures < MostFailures;)
        {
            TcpClient client;
            try
            {
                client = await listener.AcceptTcpClientAsync().ConfigureAwait(false);
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // One that was gone before it was taken, or the end.
                failures++;
                continue;
            }

            Add(client)?.Dispose();
            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using var deadline = new Deadline(LongestRequest, _time, CancellationToken.None);

            // .NET Framework reads on from a socket whatever is cancelled, until it is closed.
            using var closing = deadline.Token.Register(client.Dispose);
            var stream = client.GetStream();
            var target = await RedirectExchange.ReadTargetAsync(stream).ConfigureAwait(false);
            var (page, answer) = Find(target);
            await RedirectExchange.WriteAsync(stream, page, _culture).ConfigureAwait(false);
            if (answer is not null)
            {
                _answer.TrySetResult(answer);
            }
        }
#pragma warning disable CA1031 // Whoever it was: he has gone, and the next one is waited for.
        catch (Exception)
#pragma warning restore CA1031
        {
            // Nobody is there to be told.
        }
        finally
        {
            client.Dispose();
            Remove(client);
        }
    }

    /// <returns>The connection that has to go for it; null where there is room.</returns>
    private TcpClient? Add(TcpClient client)
    {
        lock (_clients)
        {
            _clients.Add(client);
            if (_clients.Count <= MostConnections)
            {
                return null;
            }

            var oldest = _clients[0];
            _clients.RemoveAt(0);
            return oldest;
        }
    }

    private void Remove(TcpClient client)
    {
        lock (_clients)
        {
            _clients.Remove(client);
        }
    }

    private (RedirectPage Page, AuthorizationAnswer? Answer) Find(string? target)
    {
        if (target is null)
        {
            return (RedirectPage.BadRequest, null);
        }

        var question = target.IndexOf('?');
        if ((question < 0 ? target : target.Substring(0, question)) != _path)
        {
            return (RedirectPage.NotFound, null);
        }

        return question >= 0 && _request.Read(target.Substring(question + 1)) is { } answer
            ? (answer.Error is null ? RedirectPage.SignedIn : RedirectPage.Refused, answer)
            : (RedirectPage.OtherSignIn, null);
    }
}
