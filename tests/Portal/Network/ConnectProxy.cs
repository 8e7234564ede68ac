using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace Portal.Network;

/// <summary>A proxy that makes tunnels, all of them to one port of this machine, whatever host it is asked for.</summary>
internal sealed class ConnectProxy : IDisposable
{
    private static readonly byte[] Refusal = Encoding.ASCII.GetBytes(
        "HTTP/1.1 407 Proxy Authentication Required\r\n" + "Proxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _port;
    private readonly string? _signIn;

    /// <param name="port">Where the tunnels lead.</param>
    /// <param name="user">Who may ask for them, as <c>name:password</c>; null for anybody.</param>
    public ConnectProxy(int port, string? user = null)
    {
        _port = port;
        _signIn = user is null ? null : "Proxy-Authorization: Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes(user));
        _listener.Start();
        _ = Pipe.ServeAsync(_listener, ServeAsync);
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>The first lines of what it was asked, oldest first.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public void Dispose() => _listener.Stop();

    private async Task ServeAsync(Stream client)
    {
        while (await ReadHeadAsync(client) is { Length: > 0 } head)
        {
            Requests.Enqueue(head[..head.IndexOf('\r', StringComparison.Ordinal)]);
            if (_signIn is null || head.Contains(_signIn, StringComparison.Ordinal))
            {
                await client.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray());
                await Pipe.RunAsync(client, _port);
                return;
            }

            await client.WriteAsync(Refusal);
        }
    }

    private static async Task<string> ReadHeadAsync(Stream client)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await client.ReadAsync(one) == 0)
            {
                return "";
            }

            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
