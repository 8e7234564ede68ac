using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Bitrix24.Rest;

/// <summary>
/// The characters of a text that are seen, made equal where a secret would be the same, each with its place in the text.
/// What is not seen between the characters of a secret does not hide it.
/// </summary>
internal sealed class SeenText
{
    private const int ShortestEscape = 2;
    private const int LongestEntity = 10;

    private readonly List<int> _starts;
    private readonly List<int> _ends;

    private SeenText(string characters, List<int> starts, List<int> ends)
    {
        Characters = characters;
        _starts = starts;
        _ends = ends;
    }

    public string Characters { get; }

    public static SeenText Of(string text)
    {
        var seen = new StringBuilder(text.Length);
        var starts = new List<int>(text.Length);
        var ends = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var length = IsPair(text, i) ? 2 : IsSafe(text[i]) ? 1 : 0;
            for (var part = 0; part < length; part++)
            {
                seen.Append(Fold(text[i + part]));
                starts.Add(i + part);
                ends.Add(i + part + 1);
            }

            i += length == 2 ? 1 : 0;
        }

        return new(seen.ToString(), starts, ends);
    }

    /// <summary>
    /// The same for every way to write a character of a secret: base64 comes
    /// in upper and lower case from some software, and in two alphabets.
    /// </summary>
    public static char Fold(char character) => character switch
    {
        '-' => '+',
        '_' => '/',
        _ => char.ToUpperInvariant(character),
    };

    public static bool IsPair(string text, int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);

    // Of .NET Framework, char itself takes the soft hyphen for one that is seen.
    public static bool IsSafe(char character) => CharUnicodeInfo.GetUnicodeCategory(character) switch
    {
        // Format characters turn the direction of a line around; surrogates here are halves.
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        _ => true,
    };

    /// <summary>Where characters stand in the text: from the first's beginning to the last's end.</summary>
    public (int Start, int End) PlaceOf(int first, int last) => (_starts[first], _ends[last]);

    /// <summary>
    /// The same text with each escape of a URL, of JSON and of HTML replaced by what it stands for; null where there is none.
    /// </summary>
    public SeenText? Unescape()
    {
        if (Characters.IndexOfAny(['%', '\\', '&']) < 0)
        {
            return null;
        }

        var seen = new StringBuilder(Characters.Length);
        var starts = new List<int>(Characters.Length);
        var ends = new List<int>(Characters.Length);
        var isEscaped = false;
        for (var i = 0; i < Characters.Length;)
        {
            var (character, length) = ReadEscape(i);
            isEscaped |= length > 0;
            if (length == 0 || IsSafe(character))
            {
                seen.Append(length == 0 ? Characters[i] : Fold(character));
                starts.Add(_starts[i]);
                ends.Add(_ends[i + Math.Max(length, 1) - 1]);
            }

            i += Math.Max(length, 1);
        }

        return isEscaped ? new(seen.ToString(), starts, ends) : null;
    }

    private (char Character, int Length) ReadEscape(int at)
    {
        if (Characters.Length - at < ShortestEscape)
        {
            return default;
        }

        var next = Characters[at + 1];
        return Characters[at] switch
        {
            '%' or '\\' when next == 'U' => ReadHex(at, prefix: 2, digits: 4),
            '%' => ReadHex(at, prefix: 1, digits: 2),
            '\\' when next == 'X' => ReadHex(at, prefix: 2, digits: 2),
            '\\' when next is '/' or '\\' or '"' or '\'' => (next, 2),
            '&' => ReadEntity(at),
            _ => default,
        };
    }

    private (char Character, int Length) ReadHex(int at, int prefix, int digits)
    {
        if (at + prefix + digits > Characters.Length)
        {
            return default;
        }

        var value = ReadNumber(at + prefix, digits, radix: 16);

        // Two digits above 7F are a part of a character.
        return value is null or > 0x7F && (value is null || digits == 2) ? default : ((char)value, prefix + digits);
    }

    private (char Character, int Length) ReadEntity(int at)
    {
        var end = Characters.IndexOf(';', at, Math.Min(LongestEntity, Characters.Length - at));
        if (end < 0)
        {
            return default;
        }

        var length = end - at + 1;
        if (Characters[at + 1] == '#')
        {
            var isHex = Characters[at + 2] == 'X';
            var digits = at + (isHex ? 3 : 2);
            return ReadNumber(digits, end - digits, isHex ? 16 : 10) is { } value and <= char.MaxValue ? ((char)value, length) : default;
        }

        return Characters.Substring(at + 1, length - 2) switch
        {
            "AMP" => ('&', length),
            "LT" => ('<', length),
            "GT" => ('>', length),
            "QUOT" => ('"', length),
            "APOS" => ('\'', length),
            _ => default,
        };
    }

    private int? ReadNumber(int at, int digits, int radix)
    {
        var number = 0;
        for (var i = at; i < at + digits; i++)
        {
            var digit = Characters[i] switch
            {
                >= '0' and <= '9' => Characters[i] - '0',
                >= 'A' and <= 'F' => Characters[i] - 'A' + 10,
                _ => radix,
            };
            if (digit >= radix)
            {
                return null;
            }

            number = (number * radix) + digit;
        }

        return digits > 0 ? number : null;
    }
}
