using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Portal.Faults;

/// <summary>
/// Stands between a client and a portal on this machine, and lets befall their connections what only sockets know. It can be killed and
/// come again at the same port, as a portal's process can.
/// </summary>
/// <param name="portal">The portal's port.</param>
/// <param name="next">What befalls the next connection; asked for one at a time.</param>
internal sealed class SocketRelay(int portal, Func<ConnectionFate> next) : IAsyncDisposable
{
    private const int Unbounded = int.MaxValue;

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<Socket, bool> _sockets = new();
    private readonly ConcurrentBag<Task> _work = [];
    private TcpListener? _listener;

    /// <summary>The port at which it is found.</summary>
    public int Port { get; private set; }

    /// <summary>How many connections met each fate.</summary>
    public ConcurrentDictionary<ConnectionFateKind, int> Met { get; } = new();

    /// <summary>How often it was killed.</summary>
    public int Kills { get; private set; }

    /// <summary>Takes connections, at the port that it had before.</summary>
    public void Open()
    {
        lock (_gate)
        {
            var listener = new TcpListener(IPAddress.Loopback, Port);
            listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            listener.Start();
            Port = ((IPEndPoint)listener.LocalEndpoint).Port;
            _listener = listener;
            _work.Add(AcceptAsync(listener));
        }
    }

    /// <summary>Resets every connection and takes no more.</summary>
    public void Kill()
    {
        lock (_gate)
        {
            _listener?.Dispose();
            _listener = null;
            Kills++;
        }

        foreach (var socket in _sockets.Keys)
        {
            Reset(socket);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        while (_work.TryTake(out var work))
        {
            await work;
        }
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                _work.Add(CarryAsync(await listener.AcceptSocketAsync()));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It was killed.
        }
    }

    private async Task CarryAsync(Socket client)
    {
        var fate = next();
        Met.AddOrUpdate(fate.Kind, 1, static (_, count) => count + 1);
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        _sockets[client] = _sockets[server] = true;
        try
        {
            if (fate.Kind == ConnectionFateKind.Refused)
            {
                Reset(client);
                return;
            }

            await server.ConnectAsync(IPAddress.Loopback, portal);
            await Task.WhenAll(
                CarryAsync(client, server, fate.Kind == ConnectionFateKind.ResetGoing ? fate : default),
                CarryAsync(server, client, fate.Kind == ConnectionFateKind.ResetGoing ? default : fate));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Each side sees what became of the other.
            Reset(client);
            Reset(server);
        }
        finally
        {
            _sockets.TryRemove(client, out _);
            _sockets.TryRemove(server, out _);
            client.Dispose();
        }
    }

    private static async Task CarryAsync(Socket from, Socket to, ConnectionFate fate)
    {
        var buffer = new byte[16 * 1024];
        var left = fate.Kind == ConnectionFateKind.None ? Unbounded : fate.AfterBytes;
        while (await from.ReceiveAsync(buffer) is > 0 and var read)
        {
            var isNow = read >= left;
            if (isNow && fate.Kind is ConnectionFateKind.ResetGoing or ConnectionFateKind.ResetComing)
            {
                await to.SendAsync(buffer.AsMemory(0, left));
                Reset(from);
                Reset(to);
                return;
            }

            if (isNow && fate.Kind == ConnectionFateKind.Stopped)
            {
                using var stop = new PeriodicTimer(fate.Pause);
                await stop.WaitForNextTickAsync();
                left = Unbounded;
            }

            await to.SendAsync(buffer.AsMemory(0, read));
            left -= left == Unbounded ? 0 : read;
            if (isNow && fate.Kind == ConnectionFateKind.ClosedAfterAnswer)
            {
                to.Shutdown(SocketShutdown.Both);
                Reset(from);
                return;
            }
        }

        to.Shutdown(SocketShutdown.Send);
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new(true, 0);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It is closed already.
        }

        socket.Dispose();
    }
}
