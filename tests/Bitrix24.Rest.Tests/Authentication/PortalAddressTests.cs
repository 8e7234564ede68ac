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
    public void A_portal_is_named_with_or_without_its_scheme(string text, string expected)
    {
        Assert.True(PortalAddress.TryParse(text, out var portal, out var problem), problem);
        Assert.Equal(expected, portal!.AbsoluteUri);
        Assert.Empty(problem);
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
    public void Anything_else_is_refused_in_words_that_do_not_repeat_it(string text, string expected)
    {
        Assert.False(PortalAddress.TryParse(text, out var portal, out var problem));
        Assert.Null(portal);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret.", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("place", problem, StringComparison.Ordinal);
    }
}
