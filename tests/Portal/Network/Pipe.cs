using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading.Tasks;

namespace Portal.Network;

/// <summary>Passes bytes on between a connection and a server of this machine, until one of them ends.</summary>
internal static class Pipe
{
    /// <summary>Connects to a port of this machine and passes on.</summary>
    public static async Task RunAsync(Stream client, int port)
    {
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, port);
        var stream = server.GetStream();
        await Task.WhenAny(client.CopyToAsync(stream), stream.CopyToAsync(client));
    }

    /// <summary>Serves connections until the listener is stopped. A client may cut its line at any time.</summary>
    public static async Task ServeAsync(TcpListener listener, Func<Stream, Task> serve)
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await listener.AcceptSocketAsync();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = ServeAsync(socket, serve);
        }
    }

    private static async Task ServeAsync(Socket socket, Func<Stream, Task> serve)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            await serve(stream);
        }
        catch (Exception exception) when (exception is IOException or SocketException or AuthenticationException)
        {
            // The client has gone.
        }
    }
}
