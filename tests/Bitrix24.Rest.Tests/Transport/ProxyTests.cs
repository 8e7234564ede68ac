using System;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest.Tests;

/// <summary>A proxy between this machine and the portal: whatever is wrong with it, nothing was executed, and it is named.</summary>
public sealed class ProxyTests
{
    private const string Password = "pr0xyPassw0rd";
    private static readonly Uri Portal = new("https://portal.invalid/");

    [Theory]
    [InlineData(407, "user name")]
    [InlineData(403, "proxy settings")]
    [InlineData(502, "proxy settings")]
    [InlineData(503, "proxy settings")]
    public async Task A_proxy_that_lets_nothing_through_is_named_with_its_status(int status, string advice)
    {
        using var proxy = RawServer.Answer($"HTTP/1.1 {status} No\nProxy-Authenticate: Basic realm=\"x\"\nContent-Length: 0\n\n");
        var error = await FailAsync(Portal, proxy.Address);

        Assert.Equal(
            $"The proxy 127.0.0.1:{proxy.Address.Port} answered HTTP {status} and let nothing through to portal.invalid.",
            error.Description);
        Assert.Equal((HttpStatusCode)status, error.HttpStatus);
        Assert.Contains(advice, error.Row.Advice, StringComparison.Ordinal);
        Assert.StartsWith("CONNECT portal.invalid:443 ", proxy.Request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_is_not_there_is_named()
    {
        var nobody = RawServer.Nobody();
        var error = await FailAsync(Portal, nobody);

        Assert.Contains($"proxy 127.0.0.1:{nobody.Port}", error.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("portal.invalid", error.Description, StringComparison.Ordinal);
        Assert.Contains("proxy settings", error.Row.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_whose_name_nobody_knows_is_named()
    {
        var error = await FailAsync(Portal, new Uri("http://no-such-proxy.invalid:3128/"));

        Assert.Contains("proxy no-such-proxy.invalid:3128", error.Description, StringComparison.Ordinal);
        Assert.Contains("proxy settings", error.Row.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_cuts_the_line_has_executed_nothing()
    {
        using var proxy = RawServer.Answer("", isReset: true);
        await FailAsync(Portal, proxy.Address);
    }

    [Fact]
    public async Task A_proxy_that_asks_for_a_password_before_a_plain_request_is_named()
    {
        using var proxy = RawServer.Answer(
            "HTTP/1.1 407 Proxy Authentication Required\nContent-Type: text/html\nContent-Length: 6\n\n", "<html>"u8.ToArray());
        var error = await FailAsync(new Uri("http://portal.invalid/"), proxy.Address);

        Assert.Equal(
            $"The proxy 127.0.0.1:{proxy.Address.Port} answered HTTP 407 and let nothing through to portal.invalid.", error.Description);
        Assert.Contains("user name", error.Row.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_proxy_passes_on_is_the_portals_answer()
    {
        using var proxy = RawServer.Answer(RawExchange.Head(RawExchange.Success.Length), RawExchange.Success);
        using var exchange = RawExchange.Through(new Uri("http://portal.invalid/"), new WebProxy(proxy.Address));
        using var answer = await RawExchange.SendAsync(exchange);

        Assert.Null(answer.Error);
        Assert.StartsWith("POST http://portal.invalid/rest/1/", proxy.Request, StringComparison.Ordinal);
    }

    [Fact]
    public void A_proxy_that_nobody_has_set_is_told_of_too()
    {
        using var desk = new Desk(new ScriptedHandler(_ => ScriptedHandler.Json("<html>", HttpStatusCode.ProxyAuthenticationRequired)));
        desk.Send(Calls.Once(1), Calls.Read("a"));
        desk.Settle(Answers.Echo);

        Assert.Equal("ConnectionFailed ConnectionFailed", desk.Outcomes());
        Assert.Equal(2, desk.Network.Requests.Count);
        Assert.Contains("A proxy answered HTTP 407", desk.Client.Dispatcher.End!.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void The_portals_that_need_no_proxy_have_none()
    {
        var proxy = new WebProxy("http://proxy.example:3128/") { BypassProxyOnLocal = true };

        Assert.Null(NetworkPath.To(new Uri("http://localhost/"), proxy, Redaction.None).Proxy);
        Assert.Null(NetworkPath.To(Portal, proxy: null, Redaction.None).Proxy);
        Assert.Equal("proxy.example:3128", NetworkPath.To(Portal, proxy, Redaction.None).Proxy);
    }

    [Fact]
    public void Settings_of_proxies_are_asked_whether_they_hold_for_the_portal_and_may_fail()
    {
        var somewhere = new Uri("http://proxy.example:3128/");

        Assert.Equal("proxy.example:3128", NetworkPath.To(Portal, new Settings(static _ => false, () => somewhere), Redaction.None).Proxy);
        Assert.Null(NetworkPath.To(Portal, new Settings(static _ => true, () => somewhere), Redaction.None).Proxy);
        Assert.Null(NetworkPath.To(Portal, new Settings(static _ => false, static () => null), Redaction.None).Proxy);
        Assert.Equal(
            new NetworkPath("portal.invalid", null),
            NetworkPath.To(Portal, new Settings(static _ => false, static () => throw new InvalidOperationException()), Redaction.None));
    }

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://127.7.7.7/")]
    [InlineData("http://localhost/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("https://localhost/")]
    [InlineData("https://portal.localhost/")]
    public void A_portal_on_this_machine_has_none_whatever_is_set(string portal)
    {
        using var handler = PortalHandler.Create(
            new Uri(portal), 1, new NetworkSettings { Proxy = new WebProxy("http://proxy.example:3128/") });

        Assert.Null(PortalHandler.ProxyOf(handler));
    }

    [Fact]
    public async Task A_portal_on_this_machine_is_called_directly()
    {
        using var proxy = RawServer.Answer("HTTP/1.1 502 No\nContent-Length: 0\n\n");
        using var portal = RawServer.Answer(RawExchange.Head(RawExchange.Success.Length), RawExchange.Success);
        using var exchange = RawExchange.Through(portal.Address, new WebProxy(proxy.Address));
        using var answer = await RawExchange.SendAsync(exchange);

        Assert.Null(answer.Error);
        Assert.StartsWith("POST /rest/1/", portal.Request, StringComparison.Ordinal);
        Assert.Equal("", proxy.Request);
    }

    private static async Task<Bitrix24Exception> FailAsync(Uri portal, Uri proxy)
    {
        var withPassword = new UriBuilder(proxy) { UserName = "user", Password = Password }.Uri;
        using var exchange = RawExchange.Through(portal, new WebProxy(withPassword));
        var body = new ArraySegment<byte>(Encoding.ASCII.GetBytes("{}"));
        using var answer = await exchange.SendAsync("test.read", body, commands: 0, TimeSpan.FromSeconds(90), CancellationToken.None);

        Assert.Equal(("ConnectionFailed", FailureKind.NotExecuted), (answer.Error!.Id, answer.Error.Row.Kind));
        Assert.Contains("Nothing was executed", answer.Error.Row.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, answer.Error.ToString() + answer.Error.Row.Advice, StringComparison.Ordinal);
        return answer.Error;
    }

    private sealed class Settings(Func<Uri, bool> isBypassed, Func<Uri?> proxy) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => proxy();

        public bool IsBypassed(Uri host) => isBypassed(host);
    }
}
