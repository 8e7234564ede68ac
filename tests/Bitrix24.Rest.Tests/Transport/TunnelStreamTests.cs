using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Bitrix24.Rest.Tests;

/// <summary>The connection to a proxy that is asked for a tunnel.</summary>
public sealed class TunnelStreamTests
{
    [Fact]
    public async Task A_proxy_that_closes_without_a_word_is_a_broken_connection()
    {
        var (stream, proxy) = await ConnectAsync();
        using (stream)
        {
            proxy.Dispose();

            Assert.Equal(0, await stream.ReadAsync(Memory<byte>.Empty));
            var broken = await Assert.ThrowsAsync<IOException>(() => stream.ReadAsync(new byte[1]).AsTask());
            Assert.Equal("The proxy closed the connection.", broken.Message);
            Assert.Throws<IOException>(() => stream.Read(new byte[1], 0, 1));
        }
    }

    [Fact]
    public async Task One_that_has_answered_may_close_it()
    {
        var (stream, proxy) = await ConnectAsync();
        using (stream)
        {
            await proxy.SendAsync(new byte[] { 1, 2, 3, 4 });
            proxy.Dispose();
            var buffer = new byte[1];
            for (var number = 1; number <= 4; number++)
            {
                Assert.Equal(1, stream.Read(buffer, 0, 1));
                Assert.Equal(number, buffer[0]);
            }

            Assert.Equal(0, stream.Read(buffer, 0, 1));
        }
    }

    [Fact]
    public async Task It_is_read_and_written_and_has_no_place_to_go_to()
    {
        var (stream, proxy) = await ConnectAsync();
        using (proxy)
        {
            Assert.Equal((true, true, false), (stream.CanRead, stream.CanWrite, stream.CanSeek));
            stream.Write([7], 0, 1);
            await stream.WriteAsync(new byte[] { 8 });
            await stream.FlushAsync();
            var buffer = new byte[2];
            for (var read = 0; read < 2;)
            {
                read += await proxy.ReceiveAsync(buffer.AsMemory(read));
            }

            Assert.Equal([7, 8], buffer);
            await stream.DisposeAsync();
            Assert.Equal(0, await proxy.ReceiveAsync(buffer));
        }
    }

    private static async Task<(TunnelStream Stream, Socket Proxy)> ConnectAsync()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(listener.LocalEndpoint);
        var proxy = await listener.AcceptSocketAsync();
        listener.Stop();
        return (new TunnelStream(new NetworkStream(socket, ownsSocket: true)), proxy);
    }
}
