using System;

namespace Bitrix24.Rest.Tests;

public sealed class PortalAddressTests
{
    [Theory]
    [InlineData("example.bitrix24.com", "https://example.bitrix24.com/")]
    [InlineData(" example.bitrix24.com/ ", "https://example.bitrix24.com/")]
    [InlineData("https://example.bitrix24.com", "https://example.bitrix24.com/")]
    [InlineData("HTTPS://Example.Bitrix24.COM/", "https://example.bitrix24.com/")]
    [InlineData("example.com:8443", "https://example.com:8443/")]
    [InlineData("http://127.0.0.1:5000", "http://127.0.0.1:5000/")]
    [InlineData("http://127.8.9.10", "http://127.8.9.10/")]
    [InlineData("http://localhost", "http://localhost/")]
    [InlineData("http://[::1]/", "http://[::1]/")]
    [InlineData("http://loopback", "http://localhost/")]
    [InlineData("http://[::ffff:127.0.0.1]:5000/", "http://[::ffff:127.0.0.1]:5000/")]
    public void A_portal_is_named_with_or_without_its_scheme(string text, string expected)
    {
        Assert.True(PortalAddress.TryParse(text, out var portal, out var problem), problem?.ToString());
        Assert.Equal(expected, portal!.AbsoluteUri);
        Assert.Null(problem);
    }

    [Theory]
    [InlineData("", "not a web address")]
    [InlineData("   ", "not a web address")]
    [InlineData("secret place", "not a web address")]
    [InlineData("secret:place", "not a web address")]
    [InlineData("https://secret.example/rest/1/code/", "has a path")]
    [InlineData("secret.example/x", "has a path")]
    [InlineData("https://secret.example/?a=1", "after the path")]
    [InlineData("https://secret.example/#a", "after the path")]
    [InlineData("https://secret@secret.example/", "before the host")]
    [InlineData("ftp://secret.example/", "https://")]
    [InlineData("http://secret.example/", "unencrypted")]
    [InlineData("http://10.0.0.1/", "unencrypted")]
    [InlineData("http://[::2]/", "unencrypted")]
    [InlineData("http://[::ffff:10.0.0.1]/", "unencrypted")]
    [InlineData("http://secret.localhost/", "unencrypted")]
    [InlineData("http://127.0.0.1.secret.example/", "unencrypted")]
    [InlineData("http://[::127.0.0.1]/", "unencrypted")]
    [InlineData("http://[::127.1.2.3]:5000/", "unencrypted")]
    [InlineData("http://localhost.secret.example/", "unencrypted")]
    public void Anything_else_is_refused_in_words_that_do_not_repeat_it(string text, string expected)
    {
        Assert.False(PortalAddress.TryParse(text, out var portal, out var problem));
        Assert.Null(portal);
        Assert.Contains(expected, problem!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret.", problem!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("place", problem!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000/", true)]
    [InlineData("http://127.200.0.9/", true)]
    [InlineData("http://127.1/", true)]
    [InlineData("http://0x7f000001/", true)]
    [InlineData("http://[::1]/", true)]
    [InlineData("http://[0:0:0:0:0:0:0:1]/", true)]
    [InlineData("http://[::ffff:127.0.0.1]/", true)]
    [InlineData("https://127\u30020\u30020\u30021/", true)]
    [InlineData("https://127.0.0.1./", true)]
    [InlineData("https://[::127.0.0.1]/", false)]
    [InlineData("http://[::ffff:7f08:101]/", true)]
    [InlineData("http://localhost/", true)]
    [InlineData("https://LOCALHOST:8443/", true)]
    [InlineData("https://localhost./", true)]
    [InlineData("https://portal.localhost/", true)]
    [InlineData("https://a.b.LocalHost./", true)]
    [InlineData("https://notlocalhost/", false)]
    [InlineData("https://localhost.example/", false)]
    [InlineData("https://127.0.0.1.example/", false)]
    [InlineData("https://128.0.0.1/", false)]
    [InlineData("https://[::2]/", false)]
    [InlineData("https://[::ffff:10.0.0.1]/", false)]
    [InlineData("https://example.bitrix24.com/", false)]
    public void This_machine_is_known_by_every_name_of_it(string address, bool expected) =>
        Assert.Equal(expected, PortalAddress.IsThisMachine(new Uri(address)));
}
