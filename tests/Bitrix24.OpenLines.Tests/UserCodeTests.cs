using System;
using System.Collections.Generic;
using System.Text;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines.Tests;

public sealed class UserCodeTests
{
    [Theory]
    [InlineData("livechat|22|1761|587", "livechat|22|1761|587")]
    [InlineData("livechat|58|2042|479", "livechat|58|2042|479")]
    [InlineData("imol|livechat|22|1761|587", "livechat|22|1761|587")]
    [InlineData("imol|imol|livechat|22|1761|587", "livechat|22|1761|587")]
    [InlineData("IMOL|livechat|22|1761|587", "livechat|22|1761|587")]
    [InlineData("imol|Imol|IMOL|x", "x")]
    [InlineData("imolx|1|2|3", "imolx|1|2|3")]
    [InlineData(" imol|livechat|22|1761|587", " imol|livechat|22|1761|587")]
    [InlineData(" livechat|22|1761|587 ", " livechat|22|1761|587 ")]
    [InlineData("imol| 123", " 123")]
    [InlineData("1763", "1763")]
    [InlineData("x", "x")]
    [InlineData("my_connector|1|Иван Петров|615", "my_connector|1|Иван Петров|615")]
    [InlineData("my_connector|1|order #17 & co + 5%|616", "my_connector|1|order #17 & co + 5%|616")]
    [InlineData("viber|58|+35799000111|613", "viber|58|+35799000111|613")]
    [InlineData("x|\U0001F600", "x|\U0001F600")]
    public void A_code_is_taken_as_it_is_but_for_the_prefix_of_CRM(string text, string expected)
    {
        Assert.True(UserCode.TryParse(text, out var code, out var error));
        Assert.Equal(expected, code.Text);
        Assert.Equal(expected, code.ToString());
        Assert.Null(error);
    }

    [Theory]
    [InlineData("", "blank")]
    [InlineData(" ", "blank")]
    [InlineData("\t\r\n\u00A0", "blank")]
    [InlineData("imol|", "nothing follows")]
    [InlineData("imol|  ", "nothing follows")]
    [InlineData("imol|1763", "id of a session")]
    [InlineData("imol|0", "id of a session")]
    [InlineData("IMOL|imol|123", "id of a session")]
    [InlineData("imol|imol|", "nothing follows")]
    [InlineData("my_connector|1|\uFFFD\uFFFD\uFFFD|615", "could not be read")]
    [InlineData("\uFFFD", "could not be read")]
    [InlineData("imol|99999999999999999999999999", "id of a session")]
    [InlineData("https://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/", "webhook")]
    [InlineData("imol|/rest/admin/xk7ab9qwerty01zz", "webhook")]
    [InlineData("x|%2Frest%2F1%2Fxk7ab9qwerty01zz", "webhook")]
    [InlineData("x|\\/rest\\/1\\/xk7ab9qwerty01zz", "webhook")]
    public void A_text_that_is_no_code_is_refused(string text, string why) => Refuse(text, why);

    [Fact]
    public void A_code_has_no_more_characters_than_the_portal_keeps()
    {
        Assert.True(UserCode.TryParse(new string('x', 255), out _, out _));
        Assert.True(UserCode.TryParse("imol|" + new string('x', 255), out _, out _));
        Refuse(new string('x', 256), "256 characters");
    }

    [Fact]
    public void A_text_that_is_no_valid_Unicode_is_refused()
    {
        Refuse("livechat|22|\uD83D|587", "half a character");
        Refuse("\uDE00", "half a character");
    }

    [Fact]
    public void Only_a_text_is_a_code()
    {
        Refuse(null, "no value");
        foreach (var value in new object[]
        {
            1763, 1763L, 1.5, true, 'x', Guid.Empty, new[] { "livechat|22|1761|587" }, new List<string> { "x" },
            new Dictionary<string, string>(StringComparer.Ordinal),
            new object(), new StringBuilder("livechat|22|1761|587"), new Uri("https://example.com"), DBNull.Value,
        })
        {
            Refuse(value, "is not a text");
        }
    }

    [Fact]
    public void A_number_gets_the_advice_where_the_id_of_a_chat_goes()
    {
        foreach (var value in new object[] { 1763, 1763L, 1763.0, 1763m })
        {
            Assert.False(UserCode.TryParse(value, out _, out var error));
            Assert.Contains("Join-OLSession", error!.Row.Advice, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_code_that_was_read_in_the_wrong_encoding_gets_the_advice_to_name_the_right_one()
    {
        Assert.False(UserCode.TryParse("my_connector|1|\uFFFD\uFFFD|615", out _, out var error));
        Assert.Contains("-Encoding", error!.Row.Advice, StringComparison.Ordinal);
    }

    private static void Refuse(object? value, string why)
    {
        Assert.False(UserCode.TryParse(value, out _, out var error));
        Assert.Equal("InvalidUserCode", error!.Id);
        Assert.Null(error.Code);
        Assert.Null(error.HttpStatus);
        Assert.Equal("imopenlines.session.open", error.Method);
        Assert.StartsWith("Not a user code: ", error.Description, StringComparison.Ordinal);
        Assert.Contains(why, error.Description, StringComparison.Ordinal);
        Assert.Equal(FailureKind.Final, error.Row.Kind);
    }
}
