using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace Bitrix24.Rest.Tests;

/// <summary>A server that answers one request with any bytes at all, or with none.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    private RawServer() => _listener.Start();

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Becomes true once the request has come.</summary>
    public Task Served { get; private set; } = Task.CompletedTask;

    /// <summary>The request as it came.</summary>
    public string Request { get; private set; } = "";

    /// <summary>Reads a request and hands the connection over.</summary>
    public static RawServer Start(Func<Socket, Task> serve)
    {
        var server = new RawServer();
        server.Served = server.ServeAsync(serve);
        return server;
    }

    /// <summary>Answers with these bytes and closes the connection, properly or by a reset.</summary>
    public static RawServer Answer(string head, byte[]? body = null, bool isReset = false) => Start(async socket =>
    {
        await socket.SendAsync(Encoding.ASCII.GetBytes(head.ReplaceLineEndings("\r\n")));
        await socket.SendAsync(body ?? []);
        if (isReset)
        {
            Reset(socket);
        }
    });

    /// <summary>An address of this machine where nobody listens.</summary>
    public static Uri Nobody()
    {
        using var server = new RawServer();
        return server.Address;
    }

    public static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
    }

    public void Dispose() => _listener.Stop();

    private async Task ServeAsync(Func<Socket, Task> serve)
    {
        using var socket = await _listener.AcceptSocketAsync();
        await ReadRequestAsync(socket);
        await serve(socket);
    }

    private async Task ReadRequestAsync(Socket socket)
    {
        using var request = new MemoryStream();
        var buffer = new byte[4096];
        while (!IsWhole(Request))
        {
            var read = await socket.ReceiveAsync(buffer);
            if (read == 0)
            {
                return;
            }

            request.Write(buffer, 0, read);
            Request = Encoding.ASCII.GetString(request.GetBuffer(), 0, (int)request.Length);
        }
    }

    // Every body of these tests is an empty object, and what a proxy is asked has none.
    private static bool IsWhole(string text) =>
        (text.StartsWith("CONNECT ", StringComparison.Ordinal) && text.EndsWith("\r\n\r\n", StringComparison.Ordinal))
        || text.EndsWith("{}", StringComparison.Ordinal) || (text.Length > 0 && text[0] == '\u0016');
}
