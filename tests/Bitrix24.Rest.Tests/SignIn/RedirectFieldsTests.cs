namespace Bitrix24.Rest.Tests;

/// <summary>What people paste who have signed in at the portal: the address that the browser shows, or the code out of it.</summary>
public sealed class RedirectFieldsTests
{
    [Theory]
    [InlineData("https://my.app/?code=a-1&state=s", "a-1")]
    [InlineData("https://my.app/back?state=s&code=a%2D1", "a-1")]
    [InlineData("my.app/?code=a-1#top", "a-1")]
    [InlineData("https://my.app/#/back?code=a-1", "a-1")]
    [InlineData("https%3a%2f%2fmy.app%2f%3fcode%3da-1%26state%3ds", "a-1")]
    [InlineData("code=a-1", "a-1")]
    [InlineData("state=s&code=a-1", "a-1")]
    [InlineData("https://my.app/?code=&state=s", "")]
    [InlineData("https://my.app/?barcode=a-1&next=%3Fcode%3Da-1", "")]
    [InlineData("https://my.app/", "")]
    public void An_address_has_its_code_wherever_it_stands(string pasted, string code) =>
        Assert.Equal(code, RedirectFields.OfAddress(pasted)!["code"]);

    [Theory]
    [InlineData("")]
    [InlineData("0f1e2d3c4b5a69788796a5b4c3d2e1f0")]
    [InlineData("a-1.b_2~c")]
    [InlineData("YWJj==")]
    public void A_code_alone_is_no_address(string pasted) => Assert.Null(RedirectFields.OfAddress(pasted));
}
