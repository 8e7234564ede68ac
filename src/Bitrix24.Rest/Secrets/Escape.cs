using System;
using System.Net;

namespace Bitrix24.Rest;

/// <summary>One escape in a text: of a URL, of JSON, of a program's source, of HTML or quoted-printable.</summary>
/// <param name="CodePoint">What it stands for.</param>
/// <param name="Length">How many characters of the text it is; 0 where there is none.</param>
internal readonly record struct Escape(int CodePoint, int Length)
{
    private const int LongestNumber = 12;
    private const int LongestName = 10;
    private const int LastCodePoint = 0x10FFFF;

    // Those of HTML 5 that may stand in an address or a secret; the framework knows the ones of HTML 4.
    private static readonly (string Name, char Character)[] Names =
    [
        ("sol", '/'), ("bsol", '\\'), ("plus", '+'), ("equals", '='), ("lowbar", '_'), ("hyphen", '-'), ("dash", '-'), ("percnt", '%'),
        ("period", '.'), ("colon", ':'), ("tab", '\t'), ("newline", '\n'), ("zerowidthspace", '\u200B'),
    ];

    /// <summary>The escape that begins at a place of a text.</summary>
    public static Escape Read(string text, int at) => text[at] switch
    {
        '%' or '\\' when IsAt(text, at + 1, 'u') => ReadUtf16(text, at),
        '%' or '\\' => ReadBytes(text, at, isQuotedPrintable: false) is { Length: > 0 } bytes ? bytes : ReadQuoted(text, at),
        '&' => ReadEntity(text, at),
        _ => default,
    };

    /// <summary>The escape of quoted-printable that begins at a place of a text: of what is not seen nothing is left there.</summary>
    public static Escape ReadQuotedPrintable(string text, int at) =>
        text[at] == '=' ? ReadBytes(text, at, isQuotedPrintable: true) : default;

    private static bool IsAt(string text, int at, char letter) => at < text.Length && (text[at] | ' ') == letter;

    private static Escape ReadQuoted(string text, int at) =>
        text[at] == '\\' && at + 1 < text.Length && text[at + 1] is '/' or '\\' or '"' or '\'' ? new(text[at + 1], 2) : default;

    /// <summary>Such as <c>\u0041</c>; <c>\u{41}</c>; the two halves of a surrogate pair.</summary>
    private static Escape ReadUtf16(string text, int at)
    {
        if (at + 2 < text.Length && text[at + 2] == '{')
        {
            return ReadBraces(text, at);
        }

        if (ReadNumber(text, at + 2, 4, 16) is not { } first)
        {
            return default;
        }

        const int Half = 6;
        return first <= char.MaxValue && char.IsHighSurrogate((char)first)
            && at + Half + 2 < text.Length && text[at + Half] == text[at] && IsAt(text, at + Half + 1, 'u')
            && ReadNumber(text, at + Half + 2, 4, 16) is { } second && char.IsLowSurrogate((char)second)
            ? new(char.ConvertToUtf32((char)first, (char)second), 2 * Half)
            : new(first, Half);
    }

    private static Escape ReadBraces(string text, int at)
    {
        var digits = text.IndexOf('}', at, Math.Min(LongestNumber, text.Length - at)) - at - 3;
        return digits > 0 && ReadNumber(text, at + 3, digits, 16) is { } number and <= LastCodePoint ? new(number, digits + 4) : default;
    }

    /// <summary>One character of UTF-8 by its bytes, each with an escape of its own; what is no UTF-8 is one of Latin-1.</summary>
    private static Escape ReadBytes(string text, int at, bool isQuotedPrintable)
    {
        if (text[at] == '\\' && IsAt(text, at + 1, 'x') && at + 2 < text.Length && text[at + 2] == '{')
        {
            return ReadBraces(text, at);
        }

        var (lead, length) = ReadByte(text, at, isQuotedPrintable);
        var more = lead switch { >= 0xF0 and < 0xF8 => 3, >= 0xE0 and < 0xF0 => 2, >= 0xC0 and < 0xE0 => 1, _ => 0 };
        var codePoint = more == 0 ? lead : lead & (0x3F >> more);
        var end = at + length;
        for (var i = 0; i < more; i++)
        {
            var (next, nextLength) = end < text.Length ? ReadByte(text, end, isQuotedPrintable) : default;
            if (nextLength == 0 || (next & 0xC0) != 0x80)
            {
                return new(lead, length);
            }

            codePoint = (codePoint << 6) | (next & 0x3F);
            end += nextLength;
        }

        return codePoint <= LastCodePoint ? new(codePoint, end - at) : new(lead, length);
    }

    /// <summary>Such as <c>%41</c>, <c>=41</c>, <c>\x41</c>, <c>\101</c>.</summary>
    private static (int Value, int Length) ReadByte(string text, int at, bool isQuotedPrintable)
    {
        var (prefix, digits, radix) = text[at] switch
        {
            '=' when isQuotedPrintable => (1, 2, 16),
            '%' when !isQuotedPrintable => (1, 2, 16),
            '\\' when !isQuotedPrintable && IsAt(text, at + 1, 'x') => (2, 2, 16),
            '\\' when !isQuotedPrintable => (1, 3, 8),
            _ => default,
        };
        return prefix > 0 && ReadNumber(text, at + prefix, digits, radix) is { } value and <= byte.MaxValue
            ? (value, prefix + digits)
            : default;
    }

    /// <summary>A number needs no semicolon after it; browsers read it so too.</summary>
    private static Escape ReadEntity(string text, int at)
    {
        if (at + 1 < text.Length && text[at + 1] == '#')
        {
            var isHex = IsAt(text, at + 2, 'x');
            var first = at + (isHex ? 3 : 2);
            var end = first;
            while (end < text.Length && end - first < LongestNumber && DigitOf(text[end]) < (isHex ? 16 : 10))
            {
                end++;
            }

            var number = ReadNumber(text, first, end - first, isHex ? 16 : 10);
            end += end < text.Length && text[end] == ';' ? 1 : 0;
            return number is { } codePoint and <= LastCodePoint ? new(codePoint, end - at) : default;
        }

        var semicolon = text.IndexOf(';', at, Math.Min(LongestName + 4, text.Length - at));
        return semicolon > at + 1 ? ReadName(text.Substring(at, semicolon - at + 1)) : default;
    }

    private static Escape ReadName(string entity)
    {
        var name = entity.Substring(1, entity.Length - 2);
        if (Array.Find(Names, known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase)) is { Name: not null } found)
        {
            return new(found.Character, entity.Length);
        }

        // Software writes them in capital letters too.
        var decoded = WebUtility.HtmlDecode(entity);
        decoded = decoded == entity ? WebUtility.HtmlDecode(entity.ToLowerInvariant()) : decoded;
        return decoded.Length == 1 ? new(decoded[0], entity.Length) : default;
    }

    private static int? ReadNumber(string text, int at, int digits, int radix)
    {
        if (digits <= 0 || at + digits > text.Length)
        {
            return null;
        }

        var number = 0L;
        for (var i = at; i < at + digits; i++)
        {
            var digit = DigitOf(text[i]);
            if (digit >= radix)
            {
                return null;
            }

            number = Math.Min((number * radix) + digit, int.MaxValue);
        }

        return (int)number;
    }

    private static int DigitOf(char character) => character switch
    {
        >= '0' and <= '9' => character - '0',
        >= 'A' and <= 'F' => character - 'A' + 10,
        >= 'a' and <= 'f' => character - 'a' + 10,
        _ => int.MaxValue,
    };
}
