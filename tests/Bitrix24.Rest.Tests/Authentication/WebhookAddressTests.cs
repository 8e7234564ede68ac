namespace Bitrix24.Rest.Tests;

public sealed class WebhookAddressTests
{
    private const string Code = "xk7ab9qwerty01zz";

    [Theory]
    [InlineData("https://example.bitrix24.com/rest/1/xk7ab9qwerty01zz")]
    [InlineData("https://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/")]
    [InlineData("https://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/profile")]
    [InlineData("https://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/profile/")]
    [InlineData("https://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/profile.json")]
    [InlineData("https://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/imopenlines.session.open.xml")]
    [InlineData("HTTPS://EXAMPLE.BITRIX24.COM/rest/1/xk7ab9qwerty01zz/")]
    [InlineData("https://example.bitrix24.com:443/rest/1/xk7ab9qwerty01zz/")]
    [InlineData("  https://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/\r\n")]
    [InlineData("\"https://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/\"")]
    [InlineData("'https://example.bitrix24.com/rest/1/xk7ab9qwerty01zz'")]
    [InlineData("\u00ABhttps://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/\u00BB")]
    [InlineData("\u201Ehttps://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/\u201C")]
    [InlineData(" \u201Chttps://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/\u201D ")]
    [InlineData("\" https://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/ \"")]
    [InlineData("\"https://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/")]
    [InlineData("<https://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/>")]
    [InlineData("\uFEFFhttps://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/\u200B")]
    [InlineData("\u00A0https://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/\u00A0")]
    [InlineData("\u0016https://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/")]
    public void Every_form_in_which_a_webhook_is_shown_is_read(string text)
    {
        Assert.True(WebhookAddress.TryParse(text, out var credentials, out var problem), problem?.ToString());
        Assert.Equal("https://example.bitrix24.com/", credentials!.Portal.AbsoluteUri);
        Assert.Equal("1", credentials.User);
        Assert.Equal(Code, Assert.Single(credentials.Secrets).Reveal());
        Assert.Equal(
            "https://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/imopenlines.session.open.json",
            credentials.AddressOf("imopenlines.session.open", credentials.Portal).AbsoluteUri);
        Assert.Null(problem);
    }

    [Theory]
    [InlineData("anna", "anna", "anna")]
    [InlineData("anna%40example.com", "anna@example.com", "anna%40example.com")]
    [InlineData("anna@example.com", "anna@example.com", "anna%40example.com")]
    [InlineData("Иван", "Иван", "%D0%98%D0%B2%D0%B0%D0%BD")]
    public void The_user_may_be_a_login(string part, string user, string inAddress)
    {
        Assert.True(WebhookAddress.TryParse($"https://example.bitrix24.com/rest/{part}/{Code}/", out var credentials, out _));
        Assert.Equal(user, credentials!.User);
        Assert.Equal($"/rest/{inAddress}/{Code}/profile.json", credentials.AddressOf("profile", credentials.Portal).AbsolutePath);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080/rest/1/xk7ab9qwerty01zz/", "http://127.0.0.1:8080/")]
    [InlineData("http://localhost/rest/1/xk7ab9qwerty01zz/", "http://localhost/")]
    [InlineData("http://[::1]:5000/rest/1/xk7ab9qwerty01zz/", "http://[::1]:5000/")]
    public void Plain_http_is_taken_to_this_machine(string text, string portal)
    {
        Assert.True(WebhookAddress.TryParse(text, out var credentials, out _));
        Assert.Equal(portal, credentials!.Portal.AbsoluteUri);
    }

    [Theory]
    [InlineData("http://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/")]
    [InlineData("http://localhost.example.com/rest/1/xk7ab9qwerty01zz/")]
    [InlineData("http://192.168.1.10/rest/1/xk7ab9qwerty01zz/")]
    [InlineData("http://0.0.0.0/rest/1/xk7ab9qwerty01zz/")]
    [InlineData("http://127.0.0.1.example.com/rest/1/xk7ab9qwerty01zz/")]
    public void Plain_http_to_anywhere_else_is_refused(string text) => Refuse(text, "unencrypted");

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \t\r\n", "empty")]
    [InlineData("xk7ab9qwerty01zz", "not a web address")]
    [InlineData("example.bitrix24.com/rest/1/xk7ab9qwerty01zz/", "not a web address")]
    [InlineData("https://", "not a web address")]
    [InlineData("\"\"", "empty")]
    [InlineData("https:/", "not a web address")]
    [InlineData("/rest/1/xk7ab9qwerty01zz/", "beginning is missing")]
    [InlineData("rest/1/xk7ab9qwerty01zz/", "beginning is missing")]
    [InlineData("https://example.bitrix24.com:99999/rest/1/xk7ab9qwerty01zz/", "not a web address")]
    [InlineData("ftp://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/", "https://")]
    [InlineData("file:///rest/1/xk7ab9qwerty01zz/", "https://")]
    [InlineData("mailto:xk7ab9qwerty01zz@example.com", "https://")]
    [InlineData("https://example.bitrix24.com/rest/1/xk7ab9 qwerty01zz/", "space")]
    [InlineData("https://example.bitrix24.com/rest/1/\nxk7ab9qwerty01zz/", "line break")]
    [InlineData("https://example.bitrix24.com/rest/1/xk7ab9\u0001qwerty01zz/", "space")]
    [InlineData("https://xk7ab9qwerty01zz@example.bitrix24.com/rest/1/xk7ab9qwerty01zz/", "before the host")]
    [InlineData("https://u:xk7ab9qwerty01zz@example.bitrix24.com/rest/1/xk7ab9qwerty01zz/", "before the host")]
    [InlineData("https://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/?x=xk7ab9qwerty01zz", "after the path")]
    [InlineData("https://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/#xk7ab9qwerty01zz", "after the path")]
    [InlineData("https://example.bitrix24.com", "/rest/USER/CODE/ is missing")]
    [InlineData("https://example.bitrix24.com/", "/rest/USER/CODE/ is missing")]
    [InlineData("https://example.bitrix24.com/re", "/rest/USER/CODE/ is missing")]
    [InlineData("https://example.bitrix24.com/rest", "/rest/USER/CODE/ is missing")]
    [InlineData("https://example.bitrix24.com/REST/1/xk7ab9qwerty01zz/", "/rest/")]
    [InlineData("https://example.bitrix24.com/crm/rest/1/xk7ab9qwerty01zz/", "/rest/")]
    [InlineData("https://example.bitrix24.com//rest/1/xk7ab9qwerty01zz/", "/rest/")]
    [InlineData("https://example.bitrix24.com/rest/api/1/xk7ab9qwerty01zz/", "REST 3.0")]
    [InlineData("https://example.bitrix24.com/rest/api/", "REST 3.0")]
    [InlineData("https://example.bitrix24.com/rest/", "user and code are missing")]
    [InlineData("https://example.bitrix24.com/rest/1", "too short")]
    [InlineData("https://example.bitrix24.com/rest/xk7ab9qwerty01zz/", "needs both (/rest/USER/CODE/)")]
    [InlineData("https://example.bitrix24.com/rest/1/xk7ab9q", "too short")]
    [InlineData("https://example.bitrix24.com/rest/1/x", "too short")]
    [InlineData("https://example.bitrix24.com/rest/1/xk7ab9qwer...", "shortened")]
    [InlineData("https://example.bitrix24.com/rest/1/xk7ab9qwer\u2026", "shortened")]
    [InlineData(
        "https://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/https://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/", "pasted twice")]
    [InlineData("\u0016", "right click")]
    [InlineData(" \u0016\u0016 ", "right click")]
    [InlineData("\u001B[2;2~", "right click")]
    [InlineData("https://example.\u0016bitrix24.com/rest/1/xk7ab9qwerty01zz/", "right click")]
    [InlineData("https://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/a/b/", "/rest/USER/CODE/")]
    [InlineData("https://example.bitrix24.com/rest//xk7ab9qwerty01zz/", "id nor a login")]
    [InlineData("https://example.bitrix24.com/rest/**put_your_user_id_here**/xk7ab9qwerty01zz/", "id nor a login")]
    [InlineData("https://example.bitrix24.com/rest/a%2Fb/xk7ab9qwerty01zz/", "id nor a login")]
    [InlineData("https://example.bitrix24.com/rest/a%00b/xk7ab9qwerty01zz/", "id nor a login")]
    [InlineData(
        "https://example.bitrix24.com/rest/1234567890123456789012345678901234567890123456789012345678901234567890/xk7ab9qwerty01zz/",
        "id nor a login")]
    [InlineData("https://example.bitrix24.com/rest/1/abc/", "too short")]
    [InlineData("https://example.bitrix24.com/rest/1/**put_your_webhook_here**/", "letters and digits")]
    [InlineData("https://example.bitrix24.com/rest/1/xk7ab9%20qwerty01zz/", "letters and digits")]
    [InlineData("https://example.bitrix24.com/rest/1/profile.json", "letters and digits")]
    [InlineData("https://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/pro%20file", "not a method")]
    [InlineData("https://example.bitrix24.com/rest/1/xk7ab9qwerty01zz//", "not a method")]
    public void Anything_else_is_refused_in_words_that_do_not_repeat_it(string text, string expected) => Refuse(text, expected);

    [Fact]
    public void A_code_of_more_than_128_characters_is_none() =>
        Refuse($"https://example.bitrix24.com/rest/1/{new string('a', 129)}/", "too long");

    [Theory]
    [InlineData("xk7ab9qw", true)]
    [InlineData("xk7ab9qwerty01z", true)]
    [InlineData("xk7ab9qwerty01zz", false)]
    public void A_code_that_is_shorter_than_usual_is_tried_all_the_same(string code, bool isShort)
    {
        Assert.True(WebhookAddress.TryParse($"https://example.bitrix24.com/rest/1/{code}/", out var credentials, out _));
        Assert.Equal(isShort, credentials!.HasShortCode);
    }

    private static void Refuse(string text, string expected)
    {
        Assert.False(WebhookAddress.TryParse(text, out var credentials, out var problem));
        Assert.Null(credentials);
        Assert.Contains(expected, problem!.ToString(), System.StringComparison.Ordinal);
        Assert.DoesNotContain(Code, problem!.ToString(), System.StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("example", problem!.ToString(), System.StringComparison.OrdinalIgnoreCase);
    }
}
