using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest.Tests;

/// <summary>What the network side of a connection promises in PowerShell 7.</summary>
public sealed class PortalHandlerTests
{
    private static readonly Uri Portal = new("https://portal.invalid/");

    [Fact]
    public void TLS_is_never_older_than_1_2_whatever_the_system_allows()
    {
        using var handler = (SocketsHttpHandler)PortalHandler.Create(Portal, ConcurrencyLimit.Most);
        var protocols = handler.SslOptions.EnabledSslProtocols;

        Assert.True(protocols.HasFlag(SslProtocols.Tls12));
        Assert.Equal(SslProtocols.None, protocols & ~(SslProtocols.Tls12 | SslProtocols.Tls13));
    }

    [Fact]
    public async Task No_older_TLS_is_offered_to_the_portal()
    {
        using var server = TlsGreetingServer.Start();
        using var answer = await RawExchange.SendAsync(new UriBuilder(server.Address) { Scheme = "https" }.Uri);

        Assert.Equal("ConnectionFailed", answer.Error!.Id);
        Assert.NotEmpty(await server.Offered);
        Assert.All(await server.Offered, static version => Assert.InRange(version, TlsGreetingServer.Tls12, TlsGreetingServer.Tls13));
        Assert.True((await server.Offered).Contains(TlsGreetingServer.Tls13) || !OperatingSystem.IsLinux());
    }

    [Fact]
    public void There_is_a_connection_for_every_request_that_may_be_under_way()
    {
        using var handler = (SocketsHttpHandler)PortalHandler.Create(Portal, ConcurrencyLimit.Most);

        Assert.Equal(ConcurrencyLimit.Most, handler.MaxConnectionsPerServer);
        Assert.False(handler.AllowAutoRedirect);
        Assert.False(handler.UseCookies);
        Assert.InRange(handler.ConnectTimeout.TotalSeconds, 10, 30);
    }

    [Fact]
    public async Task What_is_sent_leaves_at_once_and_is_not_saved_up()
    {
        using var server = RawServer.Answer(RawExchange.Head(RawExchange.Success.Length), RawExchange.Success);
        var handler = (SocketsHttpHandler)PortalHandler.Create(server.Address, ConcurrencyLimit.Most);
        var isAtOnce = false;
        handler.PlaintextStreamFilter = (context, _) =>
        {
            isAtOnce = ((NetworkStream)context.PlaintextStream).Socket.NoDelay;
            return new(context.PlaintextStream);
        };
        using var exchange = new Exchange(
            RawExchange.CredentialsOf(server.Address), handler, Redaction.None, TimeProvider.System, new Notices());
        using var answer = await RawExchange.SendAsync(exchange);

        Assert.Null(answer.Error);
        Assert.True(isAtOnce);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_firewall_that_answers_nothing_means_that_nothing_was_executed(bool hasProxy)
    {
        var handler = (SocketsHttpHandler)PortalHandler.Create(
            Portal, ConcurrencyLimit.Most, new NetworkSettings { Proxy = hasProxy ? new WebProxy("http://proxy.invalid:3128/") : null });
        handler.ConnectTimeout = TimeSpan.FromMilliseconds(1);
        handler.ConnectCallback = static (_, cancellation) => WaitAsync(cancellation);
        var error = await FailAsync(handler);

        var who = hasProxy ? "The proxy proxy.invalid:3128" : "portal.invalid";
        Assert.StartsWith(who + " did not answer the attempt to connect", error.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SocketError.TimedOut, "did not answer the attempt to connect")]
    [InlineData(SocketError.AddressNotAvailable, "cannot be reached")]
    [InlineData(SocketError.AccessDenied, "cannot be reached")]
    [InlineData(SocketError.NetworkReset, "No connection to portal.invalid could be made.")]
    [InlineData(SocketError.TooManyOpenSockets, "No connection to portal.invalid could be made.")]
    public async Task A_connection_that_cannot_be_made_for_any_reason_has_executed_nothing(SocketError code, string words)
    {
        var handler = (SocketsHttpHandler)PortalHandler.Create(Portal, ConcurrencyLimit.Most);
        handler.ConnectCallback = (_, _) => throw new SocketException((int)code);
        var error = await FailAsync(handler);

        Assert.Contains(words, error.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_out_that_comes_before_there_is_a_connection_has_executed_nothing()
    {
        var handler = (SocketsHttpHandler)PortalHandler.Create(Portal, ConcurrencyLimit.Most);
        var time = new global::Portal.VirtualTime();
        handler.ConnectCallback = (_, cancellation) =>
        {
            time.Advance(TimeSpan.FromSeconds(90));
            return WaitAsync(cancellation);
        };
        var error = await FailAsync(handler, time);

        Assert.Contains("did not answer the attempt to connect", error.Description, StringComparison.Ordinal);
    }

    private static async ValueTask<System.IO.Stream> WaitAsync(CancellationToken cancellation)
    {
        var never = new TaskCompletionSource<System.IO.Stream>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (cancellation.Register(() => never.TrySetCanceled(cancellation)))
        {
            return await never.Task;
        }
    }

    private static async Task<Bitrix24Exception> FailAsync(HttpMessageHandler handler, TimeProvider? time = null)
    {
        var credentials = new WebhookCredentials(Portal, "1", new Secret("xk7ab9qwerty01zz"));
        using var exchange = new Exchange(
            credentials, handler, new Redaction(credentials.Secrets), time ?? TimeProvider.System, new Notices());
        var body = new ArraySegment<byte>(Encoding.ASCII.GetBytes("{}"));
        using var answer = await exchange.SendAsync("test.read", body, commands: 0, TimeSpan.FromSeconds(90), CancellationToken.None);

        Assert.Equal(("ConnectionFailed", FailureKind.NotExecuted), (answer.Error!.Id, answer.Error.Row.Kind));
        Assert.Contains("Nothing was executed", answer.Error.Row.Advice, StringComparison.Ordinal);
        return answer.Error;
    }
}
