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

    [Theory]
    [InlineData("\u001B[31mred\u001B[0m", "\uFFFD[31mred\uFFFD[0m")]
    [InlineData("\u009B31mred", "\uFFFD31mred")]
    [InlineData("\u001B]0;title\u0007", "\uFFFD]0;title\uFFFD")]
    [InlineData("a\0b", "a\uFFFDb")]
    [InlineData("a\bb\u007Fc", "a\uFFFDb\uFFFDc")]
    [InlineData("a\u202Eb\u2066c\u200Fd", "a\uFFFDb\uFFFDc\uFFFDd")]
    [InlineData("a\uFEFFb\u200Bc\u00ADd", "a\uFFFDb\uFFFDc\uFFFDd")]
    [InlineData("a\uE000b\uFFFFc", "a\uFFFDb\uFFFDc")]
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
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_secret_is_taken_out_of_base64_wherever_it_begins(int before)
    {
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('a', before) + Code + ":x"));
        var middle = base64[4..^8];

        var clean = OfCode.Clean($"Basic {base64}", 500);

        Assert.Contains("***", clean, StringComparison.Ordinal);
        Assert.DoesNotContain(middle[..Math.Min(12, middle.Length)], clean, StringComparison.Ordinal);
        Assert.True(clean.Count(char.IsLetterOrDigit) < 20, clean);
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("\r\n")]
    [InlineData("\u001B")]
    [InlineData("\u200B")]
    [InlineData("\u202E")]
    public void A_secret_split_by_what_is_not_seen_is_taken_out_too(string split)
    {
        for (var at = 1; at < Code.Length; at++)
        {
            Assert.Equal("a *** b", OfCode.Clean($"a {Code.Insert(at, split)} b", 500));
        }

        Assert.Equal("a *** b", OfCode.Clean($"a {string.Join(split, Code.ToCharArray())} b", 500));
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
        Assert.Equal("*** and ***", new Redaction([new Secret("first-secret"), new Secret("second-secret")]).Clean("first-secret and second-secret", 500));

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

    private static string Clean(string text) => Redaction.None.Clean(text, 500);
}
