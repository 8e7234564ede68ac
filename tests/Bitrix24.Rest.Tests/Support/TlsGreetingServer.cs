using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Bitrix24.Rest.Tests;

/// <summary>A server that reads how a client begins TLS, and cuts the line.</summary>
internal sealed class TlsGreetingServer : IDisposable
{
    public const int Tls12 = 0x0303;
    public const int Tls13 = 0x0304;

    private const int SupportedVersions = 43;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    private TlsGreetingServer()
    {
        _listener.Start();
        Offered = ReadAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>The versions of TLS that the client offers.</summary>
    public Task<IReadOnlyList<int>> Offered { get; }

    public static TlsGreetingServer Start() => new();

    public void Dispose() => _listener.Stop();

    private async Task<IReadOnlyList<int>> ReadAsync()
    {
        using var socket = await _listener.AcceptSocketAsync();
        using var stream = new NetworkStream(socket);
        var header = await ReadExactlyAsync(stream, 5);
        var hello = await ReadExactlyAsync(stream, (header[3] << 8) | header[4]);

        // Type, length, version and random; then come session, ciphers, compressions and extensions, each with its length.
        var at = 38;
        var version = (hello[4] << 8) | hello[5];
        at += 1 + hello[at];
        at += 2 + ((hello[at] << 8) | hello[at + 1]);
        at += 1 + hello[at];
        for (at += 2; at < hello.Length;)
        {
            var type = (hello[at] << 8) | hello[at + 1];
            var length = (hello[at + 2] << 8) | hello[at + 3];
            if (type == SupportedVersions)
            {
                var first = at + 5;
                return [.. Enumerable.Range(0, (length - 1) / 2).Select(i => (hello[first + (2 * i)] << 8) | hello[first + (2 * i) + 1])];
            }

            at += 4 + length;
        }

        return [version];
    }

    private static async Task<byte[]> ReadExactlyAsync(Stream stream, int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }
}
