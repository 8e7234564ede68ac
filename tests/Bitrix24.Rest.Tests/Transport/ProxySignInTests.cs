using System;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Portal;
using Portal.Network;

namespace Bitrix24.Rest.Tests;

/// <summary>A proxy that was given with its user: it makes a tunnel, and sees nothing of what goes through.</summary>
public sealed class ProxySignInTests
{
    private const string Password = "pr0xyPassw0rd";

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("clerk:" + Password, Password, null)]
    [InlineData("clerk:" + Password, null, 407)]
    [InlineData("clerk:" + Password, "another", 407)]
    public async Task A_portal_is_reached_through_it_where_it_lets_the_user_through(string? user, string? given, int? refused)
    {
        await using var portal = await PortalServer.StartAsync();
        var set = CertificateSet.Create(CertificateCase.Private);
        using var front = new TlsFront(portal.Address.Port, set);
        using var proxy = new ConnectProxy(front.Port, user);
        var network = new NetworkSettings
        {
            Proxy = new WebProxy(proxy.Address)
            {
                Credentials = given is null ? null : new ProxyCredentials("clerk", "", new Secret(given)),
            },
            Authorities = [X509CertificateLoader.LoadCertificate(set.Authority.RawData)],
        };
        var credentials = new WebhookCredentials(new Uri($"https://{CertificateSet.Host}/"), "1", new Secret("sandboxwebhook1"));
        using var exchange = new Exchange(
            credentials,
            PortalHandler.Create(credentials.Portal, ConcurrencyLimit.Most, network),
            new Redaction(credentials.Secrets),
            TimeProvider.System,
            new Notices());
        using var answer = await exchange.SendAsync(
            "profile", new ArraySegment<byte>("{}"u8.ToArray()), commands: 0, RawExchange.Patience, default);

        Assert.Equal(refused, (int?)answer.Error?.HttpStatus);
        Assert.Equal(refused is not null, answer.Error?.Row.Advice.Contains("-ProxyCredential", StringComparison.Ordinal) ?? false);
        Assert.All(proxy.Requests, static line => Assert.Equal("CONNECT portal.test:443 HTTP/1.1", line));
        Assert.InRange(proxy.Requests.Count, 1, 3);
    }

    [Theory]
    [InlineData("http://proxy.example:3128", "http://proxy.example:3128/")]
    [InlineData("http://proxy.example:3128/", "http://proxy.example:3128/")]
    [InlineData("proxy.example:3128", "http://proxy.example:3128/")]
    [InlineData(" proxy.example ", "http://proxy.example/")]
    public void Its_address_is_taken_with_and_without_http(string given, string expected)
    {
        Assert.True(ProxyAddress.TryParse(new Uri(given, UriKind.RelativeOrAbsolute), out var proxy, out _));
        Assert.Equal(expected, proxy!.AbsoluteUri);
    }

    [Theory]
    [InlineData("http://clerk:" + Password + "@proxy.example:3128", "-ProxyCredential")]
    [InlineData("clerk:" + Password + "@proxy.example:3128", "-ProxyCredential")]
    [InlineData("https://proxy.example", "http://")]
    [InlineData("socks5://proxy.example", "http://")]
    [InlineData("http://proxy.example/" + Password, "goes on after the port")]
    [InlineData(Password + ":x", "is not an address")]
    public void An_address_that_is_none_of_a_proxy_is_refused_and_not_repeated(string given, string words)
    {
        Assert.False(ProxyAddress.TryParse(new Uri(given, UriKind.RelativeOrAbsolute), out var proxy, out var error));
        Assert.Null(proxy);
        Assert.Equal(OwnErrorId.InvalidProxy, error!.Id);
        Assert.Contains(words, error.Description, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, error.Description, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("https://localhost/", true)]
    [InlineData("http://127.0.0.1:8080/", true)]
    [InlineData("https://portal.test/", false)]
    public void A_portal_on_this_machine_is_not_called_through_one(string portal, bool isRefused)
    {
        var network = new NetworkSettings { Proxy = new WebProxy("http://proxy.example:3128/") };

        Assert.Equal(isRefused, network.FindFault(new Uri(portal)) is not null);
        Assert.Null(NetworkSettings.Default.FindFault(new Uri(portal)));
    }
}
