using System;
using System.Linq;

namespace Bitrix24.Rest.Tests.Authentication;

public sealed class PortalIdentityTests
{
    private static readonly Uri Old = new("https://old.bitrix24.com/");
    private static readonly Uri New = new("https://new.bitrix24.com/");

    [Theory]
    [InlineData("https://example.bitrix24.com/", "https://EXAMPLE.bitrix24.com/", true)]
    [InlineData("https://example.bitrix24.com/", "https://example.bitrix24.com:443/", true)]
    [InlineData("https://xn--e1afmkfd.xn--p1ai/", "https://\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444/", true)]
    [InlineData("https://example.bitrix24.com/", "https://example.bitrix24.ru/", false)]
    [InlineData("https://example.bitrix24.com/", "https://other.bitrix24.com/", false)]
    [InlineData("http://127.0.0.1:8080/", "http://127.0.0.1:8081/", false)]
    public void Two_connections_are_to_one_portal_when_host_and_port_are_the_same(string one, string other, bool isSame)
    {
        Assert.Equal(isSame, new PortalIdentity(new Uri(one)).IsSameAs(new PortalIdentity(new Uri(other))));
        Assert.Equal(isSame, new PortalIdentity(new Uri(other)).IsSameAs(new PortalIdentity(new Uri(one))));
    }

    [Fact]
    public void A_portal_that_was_renamed_is_the_one_of_its_old_address_and_of_its_new_one()
    {
        var portal = new PortalIdentity(Old);
        portal.MoveTo(New);
        Assert.Equal(New, portal.Address);
        Assert.True(portal.IsSameAs(new PortalIdentity(Old)));
        Assert.True(new PortalIdentity(New).IsSameAs(portal));
        Assert.False(portal.IsSameAs(new PortalIdentity(new Uri("https://third.bitrix24.com/"))));
    }

    [Fact]
    public void A_portal_that_goes_back_to_its_old_address_is_still_the_same_one()
    {
        var portal = new PortalIdentity(Old);
        portal.MoveTo(New);
        portal.MoveTo(Old);
        Assert.Equal(Old, portal.Address);
        Assert.True(portal.IsSameAs(new PortalIdentity(New)));
    }

    [Fact]
    public void A_portal_that_goes_on_moving_is_known_by_its_latest_addresses()
    {
        var portal = new PortalIdentity(Old);
        var moves = Enumerable.Range(1, 100).Select(number => new Uri($"https://name{number}.bitrix24.com/")).ToList();
        moves.ForEach(portal.MoveTo);
        Assert.Equal(moves[^1], portal.Address);
        Assert.True(portal.IsSameAs(new PortalIdentity(moves[^8])));
        Assert.False(portal.IsSameAs(new PortalIdentity(moves[^9])));
    }

    [Fact]
    public void Credentials_that_move_keep_their_identity()
    {
        var credentials = new WebhookCredentials(Old, "1", new Secret("secretsecretsecret"));
        var identity = credentials.Identity;
        credentials.MoveTo(New);
        Assert.Same(identity, credentials.Identity);
        Assert.Equal(New, credentials.Portal);
    }
}
