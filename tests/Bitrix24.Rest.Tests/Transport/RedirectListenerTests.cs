#pragma warning disable CA1835 // .NET Framework has no other one.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Portal;

namespace Bitrix24.Rest.Tests;

/// <summary>The browser that comes back from the portal, and whoever else finds the port.</summary>
public sealed class RedirectListenerTests : IDisposable
{
    private readonly AuthorizationRequest _request = new(new Uri("https://portal.example/"), "local.1");
    private readonly VirtualTime _time = new();
    private readonly Uri _address = new($"http://localhost:{FreePort()}/back");
    private readonly RedirectListener _listener;

    public RedirectListenerTests() => _listener = RedirectListener.Start(_address, _request, _time);

    private string Query => "/back?code=the-code&" + _request.Address.Query.Split('&')[1];

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task The_code_comes_and_the_page_has_no_secret()
    {
        var page = await AskAsync($"GET {Query}&server_domain=oauth.bitrix.info HTTP/1.1\r\nHost: localhost\r\n\r\n");
        var answer = await _listener.Answer;

        Assert.True(answer.Code!.Is("the-code"));
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", page, StringComparison.Ordinal);
        Assert.Contains("close this window", page, StringComparison.Ordinal);
        Assert.DoesNotContain("the-code", page, StringComparison.Ordinal);
        Assert.DoesNotContain(_request.Address.Query.Split('=').Last(), page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_else_gets_its_page_and_the_answer_is_waited_for_still()
    {
        Assert.StartsWith("HTTP/1.1 404 ", await AskAsync("GET /favicon.ico HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 404 ", await AskAsync($"GET /other{Query} HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 400 ", await AskAsync("GET /back HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 400 ", await AskAsync("GET /back?code=c&state=x HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 400 ", await AskAsync($"POST {Query} HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 400 ", await AskAsync("\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 400 ", await AskAsync($"GET http://x{Query} HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
        Assert.False(_listener.Answer.IsCompleted);

        await AskAsync($"GET {Query} HTTP/1.1\r\n\r\n");
        Assert.True((await _listener.Answer).Code!.Is("the-code"));
    }

    [Fact]
    public async Task What_the_portal_refuses_is_an_answer()
    {
        var page = await AskAsync($"GET {Query.Replace("code=the-code", "error=access_denied")} HTTP/1.1\r\n\r\n");

        Assert.Contains("has not let you in", page, StringComparison.Ordinal);
        Assert.Equal("access_denied", (await _listener.Answer).Error);
    }

    [Fact]
    public async Task A_request_counts_however_slowly_its_bytes_come()
    {
        using var client = await ConnectAsync();
        var stream = client.GetStream();
        foreach (var sign in Encoding.ASCII.GetBytes($"GET {Query} HTTP/1.1\r\n\r\n"))
        {
            await stream.WriteAsync(new[] { sign }, 0, 1);
            await stream.FlushAsync();
        }

        Assert.True((await _listener.Answer).Code!.Is("the-code"));
    }

    [Fact]
    public async Task No_more_of_a_request_is_read_than_any_browser_sends()
    {
        using var client = await ConnectAsync();
        var head = Encoding.ASCII.GetBytes($"GET {Query} HTTP/1.1\r\nX: {new string('x', 32 * 1024)}");
        await client.GetStream().WriteAsync(head, 0, 32 * 1024);

        Assert.StartsWith("HTTP/1.1 400 ", await new StreamReader(client.GetStream()).ReadToEndAsync(), StringComparison.Ordinal);
        Assert.False(_listener.Answer.IsCompleted);
    }

    [Fact]
    public async Task Connections_that_say_nothing_hold_nobody_up_and_are_closed_in_time()
    {
        using var silent = await ConnectAsync();
        Assert.StartsWith("HTTP/1.1 404 ", await AskAsync("GET / HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
        while (_time.PendingTimers == 0)
        {
            await Task.Yield();
        }

        _time.Advance(ExactTime.OfSeconds(11));
        Assert.True(await IsClosedAsync(silent));
    }

    [Fact]
    public async Task However_many_connections_say_nothing_the_browser_is_heard_at_once()
    {
        var silent = new List<TcpClient>();
        for (var index = 0; index < 100; index++)
        {
            silent.Add(await ConnectAsync());
        }

        Assert.StartsWith("HTTP/1.1 404 ", await AskAsync("GET / HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync($"GET {Query} HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
        Assert.True((await _listener.Answer).Code!.Is("the-code"));
        silent.ForEach(static client => client.Dispose());
    }

    [Fact]
    public async Task Of_many_connections_at_once_the_oldest_are_closed()
    {
        var clients = new List<TcpClient>();
        for (var index = 0; index < 40; index++)
        {
            clients.Add(await ConnectAsync());
        }

        foreach (var oldest in clients.Take(8))
        {
            Assert.True(await IsClosedAsync(oldest));
        }

        var youngest = clients[39].GetStream();
        var request = Encoding.ASCII.GetBytes($"GET {Query} HTTP/1.1\r\n\r\n");
        await youngest.WriteAsync(request, 0, request.Length);
        Assert.True((await _listener.Answer).Code!.Is("the-code"));
        clients.ForEach(static client => client.Dispose());
    }

    [Fact]
    public async Task Nobody_is_listened_to_once_it_has_ended()
    {
        _listener.Dispose();

        Assert.True(_listener.Answer.IsCanceled);
        await Assert.ThrowsAnyAsync<SocketException>(ConnectAsync);
    }

    [Fact]
    public void A_port_that_is_taken_is_told()
    {
        var error = Assert.Throws<Bitrix24Exception>(() => RedirectListener.Start(_address, _request, _time));

        Assert.True(error.IsOwn(OwnErrorId.BrowserSignInUnavailable));
        Assert.Contains(_address.Port.ToString(CultureInfo.InvariantCulture), error.Description, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return port;
    }

    private static async Task<bool> IsClosedAsync(TcpClient client)
    {
        try
        {
            return await client.GetStream().ReadAsync(new byte[1], 0, 1) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient(AddressFamily.InterNetwork);
        await client.ConnectAsync(IPAddress.Loopback, _address.Port);
        return client;
    }

    private async Task<string> AskAsync(string request)
    {
        try
        {
            using var client = await ConnectAsync();
            var bytes = Encoding.ASCII.GetBytes(request);
            await client.GetStream().WriteAsync(bytes, 0, bytes.Length);
            return await new StreamReader(client.GetStream()).ReadToEndAsync();
        }
        catch (IOException)
        {
            return "";
        }
    }
}
