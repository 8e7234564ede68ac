using System;
using System.Linq;
using System.Text;

namespace Bitrix24.Rest.Tests;

/// <summary>A secret is taken out in whatever form it comes back.</summary>
public sealed class SecretFormTests
{
    private const string Code = "xk7ab9qwerty01zz";
    private static readonly Redaction OfCode = new([new Secret(Code)]);

    [Theory]
    [InlineData(Code)]
    [InlineData("tok/en+with=odd~chars.and:more")]
    [InlineData("?>?>?>?>~~~~oooo")]
    [InlineData("abcd123")]
    [InlineData("abc12")]
    public void Nothing_is_left_of_base64_that_has_the_secret_wherever_it_begins_and_ends(string secret)
    {
        var redaction = new Redaction([new Secret(secret)]);
        for (var before = 0; before < 7; before++)
        {
            for (var after = 0; after < 4; after++)
            {
                var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('a', before) + secret + new string(':', after)));
                var url = base64.Replace('+', '-').Replace('/', '_');
                string[] forms =
                [
                    base64, base64.TrimEnd('='), url, url.TrimEnd('='), base64.ToUpperInvariant(), Uri.EscapeDataString(base64),
                    base64.Insert(5, "\r\n"),
                ];
                foreach (var form in forms)
                {
                    Assert.Equal("auth=*** (Basic)", redaction.Clean($"auth={form} (Basic)", 500));
                }
            }
        }
    }

    [Fact]
    public void Base64_that_was_cut_off_within_the_secret_is_taken_out()
    {
        for (var before = 0; before < 3; before++)
        {
            var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('a', before) + Code));
            for (var length = 12; length < base64.Length; length++)
            {
                Assert.Equal("Basic ***...", OfCode.Clean($"Basic {base64[..length]}...", 500));
            }
        }
    }

    [Theory]
    [InlineData(Code)]
    [InlineData("to+ken/with=odd&chars%'\"<>")]
    [InlineData("to-ken_with-hyphens.and:more;of,it")]
    public void The_secret_is_taken_out_in_every_form_that_software_on_the_way_could_give_it(string secret)
    {
        var redaction = new Redaction([new Secret(secret)]);
        var percent = Join(secret, static character => $"%{(int)character:x2}");
        var json = Join(secret, static character => $"\\u{(int)character:x4}");
        var once = Uri.EscapeDataString(secret);
        var hex = string.Concat(Encoding.UTF8.GetBytes(secret).Select(static part => $"{part:X2}"));
        var bytes = BitConverter.ToString(Encoding.UTF8.GetBytes(secret));
        var numbers = string.Join(", ", Encoding.UTF8.GetBytes(secret).Select(static part => $"0x{part:x2}"));
        var octal = Join(secret, static character => $"\\{Convert.ToString(character, 8).PadLeft(3, '0')}");
        var forms = new[]
        {
            once, Uri.EscapeDataString(once), Uri.EscapeDataString(Uri.EscapeDataString(once)), percent, Uri.EscapeDataString(percent),
            json, json.ToUpperInvariant(), json.Replace("\\", "\\\\", StringComparison.Ordinal),
            System.Text.Json.JsonSerializer.Serialize(secret).Trim('"'),
            secret.Replace("/", "\\/", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal),
            Join(secret, static character => $"%u{(int)character:x4}"), Join(secret, static character => $"\\x{(int)character:X2}"),
            System.Net.WebUtility.HtmlEncode(secret), Join(secret, static character => $"&#{(int)character};"),
            Join(secret, static character => $"&#x{(int)character:x};"),
            Uri.EscapeDataString(System.Net.WebUtility.HtmlEncode(secret)), System.Net.WebUtility.HtmlEncode(json),
            secret[..6] + percent[(6 * 3)..], json[..(6 * 6)] + secret[6..],
            hex, hex.ToLowerInvariant(), bytes, bytes.Replace('-', ' '), bytes.Replace('-', ':'),
            Join(secret, static character => $"={(int)character:X2}"), octal, Uri.EscapeDataString(octal),
            Join(secret, static character => "\\u{" + $"{(int)character:x}" + "}"),
            Join(secret, static character => "\\x{" + $"{(int)character:x}" + "}"),
            Join(secret, static character => $"&#{(int)character:D7}"),
            string.Join(' ', secret.ToCharArray()), string.Join('-', secret.ToCharArray()), string.Join('\u2003', secret.ToCharArray()),
            string.Join('\u3000', secret.ToCharArray()), string.Join('\u1680', secret.ToCharArray()), bytes.Replace('-', '|'),
            numbers, numbers.Replace(", ", "", StringComparison.Ordinal), numbers.Replace("0x", "0X", StringComparison.Ordinal),
        };
        foreach (var form in forms)
        {
            Assert.Equal("(***)", redaction.Clean($"({form})", 500));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_secret_is_taken_out_where_it_was_escaped_up_to_four_times(int times)
    {
        var text = Join(Code, static character => $"%{(int)character:X2}");
        for (var time = 1; time < times; time++)
        {
            text = Uri.EscapeDataString(text);
        }

        Assert.Equal("(***)", OfCode.Clean($"({text})", 500));
        Assert.Equal("(***)", OfCode.Mask($"({text})"));
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("\r\n")]
    [InlineData("\u001B")]
    [InlineData("\u200B")]
    [InlineData("\u202E")]
    [InlineData("\U000E0020")]
    [InlineData("\U000E0100")]
    [InlineData("\uFE0F")]
    [InlineData("\u034F")]
    [InlineData("\u3164")]
    [InlineData("\u115F\uFFA0")]
    [InlineData("\u17B4")]
    [InlineData("\u180B")]
    [InlineData("\u2800")]
    [InlineData("\U0001D173")]
    [InlineData("\U000F0000")]
    [InlineData("\U00013430")]
    [InlineData("\U0003FFFF")]
    [InlineData("\u0378")]
    [InlineData("\u0336")]
    [InlineData("\u20DD")]
    [InlineData("%E2%80%8B")]
    [InlineData("\\u200b")]
    [InlineData("\\uDB40\\uDC20")]
    [InlineData("&#xE0020;")]
    [InlineData("&#917536;")]
    [InlineData("&shy;")]
    [InlineData("=E2=80=8B")]
    [InlineData("=\r\n")]
    public void A_secret_split_by_what_is_not_seen_is_taken_out_too(string split)
    {
        for (var at = 1; at < Code.Length; at++)
        {
            Assert.Equal("a *** b", OfCode.Clean($"a {Code.Insert(at, split)} b", 500));
        }

        Assert.Equal("a *** b", OfCode.Clean($"a {string.Join(split, Code.ToCharArray())} b", 500));
    }

    [Theory]
    [InlineData(Code)]
    [InlineData("tok/en+with=odd~chars.and:more")]
    public void Nothing_is_left_of_it_in_base64_of_the_characters_of_Windows(string secret)
    {
        var redaction = new Redaction([new Secret(secret)]);
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            for (var before = 0; before < 4; before++)
            {
                var bytes = encoding.GetBytes(new string('a', before) + secret + ":");
                var base64 = Convert.ToBase64String(bytes);
                Assert.Equal("-EncodedCommand *** end", redaction.Clean($"-EncodedCommand {base64} end", 500));
                var odd = Convert.ToBase64String([1, .. bytes]);
                Assert.Equal("(***)", redaction.Clean($"({odd})", 500));
                var hex = string.Concat(encoding.GetBytes(secret).Select(static part => $"{part:X2}"));
                Assert.Equal("(***)", redaction.Clean($"({hex})", 500));
            }
        }
    }

    [Theory]
    [InlineData("a")]
    [InlineData("ab")]
    [InlineData("abcdefghij")]
    [InlineData("a-")]
    public void A_long_secret_of_few_characters_does_not_make_it_slow(string part)
    {
        // With a search that tried each of its places, this would take minutes.
        var secret = string.Concat(Enumerable.Repeat(part, 5000));
        var redaction = new Redaction([new Secret(secret)]);

        Assert.Equal("***", redaction.Clean(secret + secret, 500));
        Assert.Equal("***", redaction.Clean(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)), 500));
        Assert.Equal("***! b", redaction.Clean(string.Concat(Enumerable.Repeat(part, 15_000 / part.Length)) + "! b", 500));
    }

    private static string Join(string text, Func<char, string> escape) => string.Concat(text.Select(escape));
}
