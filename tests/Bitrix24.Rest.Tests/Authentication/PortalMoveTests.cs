using System;

namespace Bitrix24.Rest.Tests;

public sealed class PortalMoveTests
{
    [Theory]
    [InlineData("https://old.bitrix24.com/", "https://new.bitrix24.com/rest/1/code/x.json?a=b", "https://new.bitrix24.com/")]
    [InlineData("https://old.bitrix24.ru/", "https://new.bitrix24.ru", "https://new.bitrix24.ru/")]
    [InlineData("https://old.bitrix24.com/", "https://NEW.Bitrix24.COM/", "https://new.bitrix24.com/")]
    [InlineData("https://old.bitrix24.com.br/", "https://new.bitrix24.com.br/", "https://new.bitrix24.com.br/")]
    [InlineData("https://old.bitrix24.co.uk/", "https://new.bitrix24.co.uk/", "https://new.bitrix24.co.uk/")]
    [InlineData("https://old.bitrix24.com:8443/", "https://new.bitrix24.com/", "https://new.bitrix24.com/")]
    public void The_secret_follows_where_the_same_owner_surely_answers(string portal, string location, string expected) =>
        Assert.Equal(expected, PortalMove.Find(new Uri(portal), new Uri(location))!.AbsoluteUri);

    [Theory]
    [InlineData("https://old.bitrix24.com/", "https://old.bitrix24.com/elsewhere")]
    [InlineData("https://old.bitrix24.com/", "https://new.bitrix24.ru/")]
    [InlineData("https://old.bitrix24.com/", "http://new.bitrix24.com/")]
    [InlineData("https://old.bitrix24.com/", "https://new.bitrix24.com:8443/")]
    [InlineData("https://old.bitrix24.com/", "https://new.bitrix24.com.example.org/")]
    [InlineData("https://old.bitrix24.com/", "https://a.b.bitrix24.com/")]
    [InlineData("https://old.bitrix24.com/", "https://bitrix24.com/")]
    [InlineData("https://old.bitrix24.com/", "https://xbitrix24.com/")]
    [InlineData("https://old.bitrix24.com/", "https://user@new.bitrix24.com/")]
    [InlineData("https://old.bitrix24.com/", "https://example.org/")]
    [InlineData("https://old.bitrix24.com/", "http://127.0.0.1/")]
    [InlineData("https://old.bitrix24.com/", "ftp://new.bitrix24.com/")]
    [InlineData("https://crm.example.com/", "https://other.example.com/")]
    [InlineData("https://crm.example.com/", "http://crm.example.com/")]
    [InlineData("http://127.0.0.1:5000/", "https://new.bitrix24.com/")]
    [InlineData("http://127.0.0.1:5000/", "http://192.168.0.1/")]
    [InlineData("http://127.0.0.1:5000/", "http://localhost:6000/")]
    [InlineData("http://127.0.0.1:5000/", "http://127.0.0.1:6000/")]
    [InlineData("http://127.0.0.1:5000/", "https://127.0.0.1:6000/")]
    [InlineData("https://localhost:5001/", "https://localhost/")]
    [InlineData("http://localhost/", "https://localhost/")]
    [InlineData("https://crm.example.com:8080/", "https://crm.example.com/")]
    [InlineData("https://one.bitrix24.example.com/", "https://two.bitrix24.example.com/")]
    [InlineData("https://one.bitrix24.com.example/", "https://two.bitrix24.com.example/")]
    [InlineData("https://one.bitrix24./", "https://two.bitrix24./")]
    public void It_follows_nowhere_else(string portal, string location) =>
        Assert.Null(PortalMove.Find(new Uri(portal), new Uri(location)));

    [Fact]
    public void It_follows_nothing_that_is_no_whole_address()
    {
        Assert.Null(PortalMove.Find(new Uri("https://old.bitrix24.com/"), location: null));
        Assert.Null(PortalMove.Find(new Uri("https://old.bitrix24.com/"), new Uri("/rest/", UriKind.Relative)));
        Assert.Null(PortalMove.Find(new Uri("https://old.bitrix24.com/"), new Uri("//new.bitrix24.com/", UriKind.Relative)));
    }
}
