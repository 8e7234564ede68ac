using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines.Tests.Fuzzing;

/// <summary>A secret does not survive in any text, in whatever form it comes and whatever stands in it or around it.</summary>
public sealed class RedactionFuzzTests
{
    private static readonly string[] Secrets = ["S3ntinelOfTheSecret42", "xk7ab9qwerty01zz", "tok/en+with=odd~chars.and:more", "abcd1234"];
    private static readonly string[] Junk =
    [
        "\0", "\u0001", "\u001b", "\u007f", "\u0085", "\u200b", "\u200d", "\u2028", "\u202e", "\ufeff", "\ue000", "\ud800", "\udc00", "\r",
        "\n", "\udb40\udc20", "\udb40\udd00", "\ufe0f", "\u034f", "\u3164", "\uffa0", "\u17b4", "\u2800", "\ud834\udd73",
        "\udb80\udc00", "\u0336",
    ];
    private static readonly string[] Around =
    [
        "error ", "https://example/rest/1/", "/", "***", "%", "=", "\ud83d\ude00", "İ", "\u0301", "x", "\"", "auth=",
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_secret_survives(int which)
    {
        var secret = Secrets[which];
        var redaction = new Redaction([new Secret(secret)]);
        var random = new Random(which);
        for (var i = 0; i < Mutator.Count / 4; i++)
        {
            var text = Text(secret, random);

            var clean = redaction.Clean(text, Redaction.LongestDescription);

            var visible = string.Concat(clean.Where(static character => character is not (' ' or '\uFFFD' or '\u0336')));
            Assert.True(
                Forms(secret).All(form => !visible.Contains(form, StringComparison.OrdinalIgnoreCase)),
                $"{CorpusFile.Escape(text)}\n{clean}");
            Assert.InRange(clean.Length, 0, Redaction.LongestDescription);
            Assert.DoesNotContain(clean, static character => char.IsControl(character));
        }
    }

    /// <summary>
    /// Raw, its halves, as it is escaped, in hexadecimal, and the part of its base64 that is the same whatever stands before and after.
    /// </summary>
    private static IEnumerable<string> Forms(string secret)
    {
        yield return secret;
        if (secret.Length >= 16)
        {
            yield return secret[..(secret.Length / 2)];
            yield return secret[(secret.Length / 2)..];
        }

        yield return Uri.EscapeDataString(secret);
        yield return Uri.EscapeDataString(Uri.EscapeDataString(secret));
        yield return string.Concat(secret.Select(static character => $"%{(int)character:x2}"));
        yield return string.Concat(secret.Select(static character => $"\\u{(int)character:X4}"));
        yield return string.Concat(secret.Select(static character => $"&#{(int)character};"));
        yield return string.Concat(Encoding.UTF8.GetBytes(secret).Select(static part => $"{part:X2}"));
        yield return string.Concat(secret.Select(static character => $"={(int)character:X2}"));
        yield return string.Concat(secret.Select(static character => $"\\{Convert.ToString(character, 8).PadLeft(3, '0')}"));
        for (var offset = 0; offset < 3; offset++)
        {
            var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', offset) + secret));
            var stable = base64[((8 * offset + 5) / 6)..(8 * (offset + secret.Length) / 6)];
            yield return stable;
            yield return stable.Replace('+', '-').Replace('/', '_');
            yield return stable[..^2];
            yield return stable[2..];
        }
    }

    private static string Text(string secret, Random random)
    {
        var text = new StringBuilder();
        var forms = Forms(secret).ToList();
        for (var parts = random.Next(1, 8); parts > 0; parts--)
        {
            switch (random.Next(4))
            {
                case 0:
                    text.Append(Around[random.Next(Around.Length)]);
                    break;
                case 1:
                    text.Append('x', random.Next(2) * random.Next(520));
                    break;
                default:
                    Append(text, forms[random.Next(forms.Count)], random);
                    break;
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string form, Random random)
    {
        form = random.Next(3) == 0 ? form.ToUpperInvariant() : form;
        var junk = random.Next(3) == 0;
        foreach (var character in form)
        {
            text.Append(character);
            if (junk && random.Next(4) == 0)
            {
                text.Append(Junk[random.Next(Junk.Length)]);
            }
        }
    }
}
