using System;
using System.Linq;
using System.Text;

namespace Bitrix24.Rest.Tests;

public sealed class RedactionTests
{
    private const string Code = "xk7ab9qwerty01zz";
    private static readonly Redaction OfCode = new([new Secret(Code)]);

    [Theory]
    [InlineData("", "")]
    [InlineData("You do not have permission.", "You do not have permission.")]
    [InlineData("Вы не можете открыть этот разговор", "Вы не можете открыть этот разговор")]
    [InlineData("chat \U0001F600 \u4F60\u597D", "chat \U0001F600 \u4F60\u597D")]
    [InlineData("  text  ", "text")]
    public void Plain_text_of_any_language_stays(string text, string expected) => Assert.Equal(expected, Clean(text));

    [Fact]
    public void A_secret_that_comes_later_is_taken_out_from_then_on()
    {
        var redaction = new Redaction([new Secret(Code)]);
        Assert.Equal("bot client-of-a-bot", redaction.Clean("bot client-of-a-bot", 100));

        redaction.Add("client-of-a-bot");
        redaction.Add("client-of-a-bot");
        redaction.Add("other1");

        Assert.Equal("bot ***, *** and ***", redaction.Clean($"bot client-of-a-bot, other1 and {Code}", 100));
    }

    [Theory]
    [InlineData("")]
    [InlineData("bot")]
    [InlineData("12345")]
    public void A_word_that_may_stand_in_any_text_is_not_taken_out(string word)
    {
        var redaction = new Redaction([]);
        redaction.Add(word);
        Assert.Equal("telegrambot|22|12345", redaction.Mask("telegrambot|22|12345"));
    }

    [Theory]
    [InlineData("\u001B[31mred\u001B[0m", "\uFFFD[31mred\uFFFD[0m")]
    [InlineData("\u009B31mred", "\uFFFD31mred")]
    [InlineData("\u001B]0;title\u0007", "\uFFFD]0;title\uFFFD")]
    [InlineData("a\0b", "a\uFFFDb")]
    [InlineData("a\bb\u007Fc", "a\uFFFDb\uFFFDc")]
    [InlineData("a\u202Eb\u2066c\u200Fd", "a\uFFFDb\uFFFDc\uFFFDd")]
    [InlineData("a\uFEFFb\u200Bc\u00ADd", "a\uFFFDb\uFFFDc\uFFFDd")]
    [InlineData("a\uE000b\uFFFFc", "a\uFFFDb\uFFFDc")]
    [InlineData("a\U000E0020b\U000E0100c\U000F0000d", "a\uFFFDb\uFFFDc\uFFFDd")]
    [InlineData("a\uFE0Fb\u034Fc\u3164d\u115Fe\uFFA0f\u17B4g\u180Bh", "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFDg\uFFFDh")]
    [InlineData("a\u2800b\U0001D173c\U00013430d\U0001D159e", "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe")]
    public void What_a_terminal_would_obey_or_hide_is_made_visible(string text, string expected) => Assert.Equal(expected, Clean(text));

    [Theory]
    [InlineData("a\r\nb", "a  b")]
    [InlineData("a\nb\tc\u000Bd\fe", "a b c d e")]
    [InlineData("a\u2028b\u2029c\u0085d", "a b c d")]
    public void A_text_has_one_line(string text, string expected) => Assert.Equal(expected, Clean(text));

    [Fact]
    public void Half_a_surrogate_pair_is_replaced()
    {
        Assert.Equal("a\uFFFDb", Clean("a\uD83Db"));
        Assert.Equal("a\uFFFDb", Clean("a\uDE00b"));
        Assert.Equal("a\uFFFD", Clean("a\uD83D"));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(5000)]
    public void A_text_is_no_longer_than_its_bound(int length)
    {
        var clean = Redaction.None.Clean(new string('x', length), 10);

        Assert.Equal(length <= 10 ? new string('x', length) : "xxxxxxxxx…", clean);
    }

    [Fact]
    public void A_cut_never_leaves_half_a_character()
    {
        for (var before = 0; before < 12; before++)
        {
            var clean = Redaction.None.Clean(new string('x', before) + "\U0001F600\U0001F600\U0001F600\U0001F600", 10);

            Assert.True(clean.Length <= 10, clean);
            Assert.Equal(clean, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(clean)));
        }
    }

    [Theory]
    [InlineData("see https://example.bitrix24.com/rest/1/xk7ab9qwerty01zz/x.json", "see https://example.bitrix24.com/rest/1/***/x.json")]
    [InlineData("xk7ab9qwerty01zz", "***")]
    [InlineData("XK7AB9QWERTY01ZZ Xk7Ab9QwErTy01Zz", "*** ***")]
    [InlineData("xk7ab9qwerty01zzxk7ab9qwerty01zz", "******")]
    public void The_secret_is_taken_out_in_any_case(string text, string expected) => Assert.Equal(expected, OfCode.Clean(text, 500));

    [Theory]
    [InlineData("to+ken/with=odd&chars%")]
    [InlineData("Токен доступа")]
    public void The_secret_is_taken_out_where_it_is_percent_encoded(string token)
    {
        var encoded = Uri.EscapeDataString(token);
        var redaction = new Redaction([new Secret(token)]);

        Assert.Equal("?auth=***&x", redaction.Clean($"?auth={encoded}&x", 500));
        Assert.Equal("?auth=***&x", redaction.Clean($"?auth={encoded.Replace("%2B", "%2b", StringComparison.Ordinal)}&x", 500));
    }

    [Theory]
    [InlineData("dXNlcjpwYXNzd29yZC1vZi1zb21lYm9keS1lbHNl")]
    [InlineData("6a2fb3c41d5e6f708192a3b4c5d6e7f8")]
    [InlineData("see https://example.bitrix24.com/rest/imopenlines.session.open.json?auth=a-b_c")]
    [InlineData("see https://example.bitrix24.com/rest/api/imopenlines.session.open and /forrest/1/12345678")]
    [InlineData("ERROR_REST_METHOD_NOTINSTALLED, my-rest/1/12345678")]
    [InlineData("see /rest/1/short and /rest/12345678 and /rest/1/")]
    public void What_only_looks_like_a_secret_stays(string text) => Assert.Equal(text, OfCode.Clean(text, 500));

    [Theory]
    [InlineData("100%25 of 5%2b, C:\\users\\u0041, &amp; &#65; & &#x; %u00")]
    [InlineData("%%%25252525 \\\\u005c &amp;amp;amp;")]
    [InlineData("a=b=41 =C3=A9 \\101\\x41\\u{41} &#65 &sol; \\uD83D\\uDE00 \\8 %E2%82")]
    public void Escapes_that_hide_no_secret_stay_as_they_are(string text) => Assert.Equal(text, OfCode.Clean(text, 500));

    [Fact]
    public void A_part_of_the_secret_is_taken_out_where_it_has_eight_characters_or_more()
    {
        for (var at = 0; at < Code.Length; at++)
        {
            for (var length = 8; at + length <= Code.Length; length++)
            {
                Assert.Equal("/rest/1/***...", OfCode.Clean($"/rest/1/{Code.Substring(at, length)}...", 500));
            }
        }

        Assert.Equal("/rest/1/xk7ab9q...", OfCode.Clean("/rest/1/xk7ab9q...", 500));
    }

    [Fact]
    public void A_secret_split_by_half_a_character_is_taken_out_too() =>
        Assert.Equal("a *** b", OfCode.Clean($"a {Code.Insert(5, "\uD83D")} b", 500));

    [Fact]
    public void A_secret_is_taken_out_before_the_text_is_cut()
    {
        for (var before = 480; before <= 500; before++)
        {
            var clean = OfCode.Clean(new string('-', before) + Code, 500);

            Assert.DoesNotContain("xk", clean, StringComparison.Ordinal);
            Assert.True(clean.Length <= 500);
        }
    }

    [Fact]
    public void An_empty_secret_hides_nothing() => Assert.Equal("text", new Redaction([new Secret("")]).Clean("text", 500));

    [Fact]
    public void Every_secret_of_a_connection_is_taken_out() =>
        Assert.Equal(
            "*** and ***",
            new Redaction([new Secret("first-secret"), new Secret("second-secret")]).Clean("first-secret and second-secret", 500));

    [Fact]
    public void A_secret_inside_another_is_taken_out()
    {
        var clean = new Redaction([new Secret("abcdef"), new Secret("123abcdef456")]).Clean("123abcdef456", 500);

        Assert.DoesNotContain("123", clean, StringComparison.Ordinal);
        Assert.DoesNotContain("456", clean, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_of_nothing_but_the_secret_is_read_once()
    {
        var text = string.Concat(Enumerable.Repeat(Code, 200_000));

        Assert.Equal(500, OfCode.Clean(text, 500).Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("eGs3")]
    public void A_secret_that_lies_across_the_end_of_what_is_read_does_not_show(string before)
    {
        // What stands before it is all taken out, so that its beginning would be within the length of an error's text.
        for (var shown = 1; shown < Code.Length; shown++)
        {
            var repeated = before.Length == 0 ? Code : Convert.ToBase64String(Encoding.UTF8.GetBytes(Code + "ab"));
            var hidden = string.Concat(Enumerable.Repeat(repeated, 4096))[..(Redaction.LongestRead - shown - 2)];

            var clean = OfCode.Clean($"{hidden}. {Code}", 50_000);

            Assert.DoesNotContain(". x", clean, StringComparison.Ordinal);
        }
    }

    private static string Clean(string text) => Redaction.None.Clean(text, 500);

    [Theory]
    [InlineData("https://other.bitrix24.com/rest/1/another0code12345/x.json", "https://other.bitrix24.com/rest/1/***/x.json")]
    [InlineData("/REST/17/AbCd-E_Gh", "/REST/17/***")]
    [InlineData("/rest/1/12345678/rest/2/abcdefgh9 end", "/rest/1/***/rest/2/*** end")]
    [InlineData("https://x/rest/admin/another0code12345/", "https://x/rest/admin/***/")]
    [InlineData("/rest/john.smith@example.com/another0code12345", "/rest/john.smith@example.com/***")]
    [InlineData("/rest/\u0430\u0434\u043C\u0438\u043D/another0code12345", "/rest/\u0430\u0434\u043C\u0438\u043D/***")]
    [InlineData("/rest/john%20smith/another0code12345", "/rest/john%20smith/***")]
    [InlineData("%2Frest%2F1%2Fanother0code12345%2F", "%2Frest%2F1%2F***%2F")]
    [InlineData("%252Frest%252Fadmin%252Fanother0code12345", "%252Frest%252Fadmin%252F***")]
    [InlineData("\\/rest\\/1\\/another0code12345\\/", "\\/rest\\/1\\/***\\/")]
    [InlineData("\\u002frest\\u002f1\\u002fanother0code12345", "\\u002frest\\u002f1\\u002f***")]
    [InlineData("&#x2F;rest&#x2F;1&sol;another0code12345 x", "&#x2F;rest&#x2F;1&sol;*** x")]
    [InlineData("/r%65st/1/an%6Fther0code12345 x", "/r%65st/1/*** x")]
    [InlineData("=2Frest=2F1=2Fanother0code12345 x", "=2Frest=2F1=2F*** x")]
    [InlineData("/re\u200Bst/1/another0\u3164code12345 x", "/re\uFFFDst/1/*** x")]
    [InlineData("//rest//1//another0code12345", "//rest//1//***")]
    [InlineData("rest/1/another0code12345", "rest/1/***")]
    [InlineData("/rest/api/1/another0code12345/x", "/rest/api/1/***/x")]
    [InlineData("https:\\\\portal\\rest\\1\\another0code12345\\x", "https:\\\\portal\\rest\\1\\***\\x")]
    [InlineData("%5Crest%5C1%5Canother0code12345", "%5Crest%5C1%5C***")]
    public void The_webhook_of_another_connection_is_taken_out_too(string text, string shown)
    {
        Assert.Equal(shown, Redaction.None.Clean(text, 500));
        Assert.Equal(shown, OfCode.Clean(text, 500));
    }
}
