using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest.Tests;

/// <summary>An exchange is one try: how often a call goes again is not the HTTP stack's to say, which has ideas of its own.</summary>
public sealed class TriesTests
{
    public static TheoryData<Rudeness> Rudenesses => new(Enum.GetValues<Rudeness>());

    [Theory]
    [MemberData(nameof(Rudenesses))]
    public async Task A_proxy_that_is_rude_is_asked_once(Rudeness rudeness)
    {
        using var proxy = RudeServer.Start(rudeness);
        var portal = new Uri("https://portal.invalid/");
        using var exchange = RawExchange.Through(portal, new WebProxy($"http://127.0.0.1:{proxy.Port}/"));
        using var answer = await RawExchange.SendAsync(exchange);

        Assert.Equal(("ConnectionFailed", FailureKind.NotExecuted), (answer.Error!.Id, answer.Error.Row.Kind));
        Assert.Single(proxy.Begun);
    }

    [Theory]
    [MemberData(nameof(Rudenesses))]
    public async Task A_portal_that_is_rude_is_asked_once(Rudeness rudeness)
    {
        using var portal = RudeServer.Start(rudeness);
        using var answer = await RawExchange.SendAsync(new Uri($"http://127.0.0.1:{portal.Port}/"));

        Assert.NotNull(answer.Error);
        Assert.Single(portal.Begun);
    }

    [Theory]
    [MemberData(nameof(Rudenesses))]
    public async Task A_portal_that_is_rude_before_it_is_encrypted_is_greeted_once(Rudeness rudeness)
    {
        using var portal = RudeServer.Start(rudeness);
        using var answer = await RawExchange.SendAsync(new Uri($"https://127.0.0.1:{portal.Port}/"));

        Assert.Equal(("ConnectionFailed", FailureKind.NotExecuted), (answer.Error!.Id, answer.Error.Row.Kind));
        Assert.Single(portal.Begun);
    }

    [Fact]
    public async Task A_connection_that_was_closed_behind_an_answer_costs_the_next_request_no_try()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var closed = new SemaphoreSlim(0);
        var served = ServeAsync(listener, requests: 3, closed);
        var portal = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        using var exchange = RawExchange.Through(portal, proxy: null);
        for (var number = 0; number < 3; number++)
        {
            using var answer = await RawExchange.SendAsync(exchange);
            Assert.Null(answer.Error);

            // What leaves while the connection is being closed may be lost, and nobody can know.
            await closed.WaitAsync();
        }

        Assert.Equal(3, await served);
        listener.Stop();
    }

    /// <summary>Answers a request on each connection, says that it stays open, and closes it.</summary>
    private static async Task<int> ServeAsync(TcpListener listener, int requests, SemaphoreSlim closed)
    {
        var posts = 0;
        for (var number = 0; number < requests; number++)
        {
            using (var socket = await listener.AcceptSocketAsync())
            {
                var text = "";
                var buffer = new byte[4096];
                while (!text.EndsWith("{}", StringComparison.Ordinal) && await socket.ReceiveAsync(buffer) is var read and > 0)
                {
                    text += Encoding.ASCII.GetString(buffer, 0, read);
                }

                posts += text.StartsWith("POST ", StringComparison.Ordinal) ? 1 : 0;
                var head = RawExchange.Head(RawExchange.Success.Length).Replace("\n", "\r\n", StringComparison.Ordinal);
                await socket.SendAsync(Encoding.ASCII.GetBytes(head).Concat(RawExchange.Success).ToArray());
            }

            closed.Release();
        }

        return posts;
    }
}
