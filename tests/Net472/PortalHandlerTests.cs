using System.Net.Http;
using System.Security.Authentication;

namespace Bitrix24.Rest.Tests;

/// <summary>What the network side of a connection promises in Windows PowerShell.</summary>
public sealed class PortalHandlerTests
{
    private static readonly Uri Portal = new("https://portal.invalid/");

    [Fact]
    public void TLS_is_never_older_than_1_2_nor_left_to_ServicePointManager()
    {
        using var handler = (HttpClientHandler)PortalHandler.Create(Portal, ConcurrencyLimit.Most);

        Assert.True(handler.SslProtocols.HasFlag(SslProtocols.Tls12));
        Assert.Equal(0, (int)handler.SslProtocols & ~((int)SslProtocols.Tls12 | 12288));
    }

    [Fact]
    public void There_is_a_connection_for_every_request_that_may_be_under_way()
    {
        using var handler = (HttpClientHandler)PortalHandler.Create(Portal, ConcurrencyLimit.Most);

        Assert.Equal(ConcurrencyLimit.Most, handler.MaxConnectionsPerServer);
        Assert.False(handler.AllowAutoRedirect);
        Assert.False(handler.UseCookies);
    }
}
