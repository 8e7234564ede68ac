using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Bitrix24.OpenLines;

/// <summary>
/// Says in words which characters of a text cannot be seen: two texts that look alike on a screen may be different ones to the portal.
/// </summary>
internal static class UnseenCharacters
{
    private const char Blank = ' ';
    private const char Tab = '\t';

    private static readonly Dictionary<char, string> Names = new()
    {
        ['\u00A0'] = "no-break space",
        ['\u00AD'] = "soft hyphen",
        ['\u2007'] = "figure space",
        ['\u2009'] = "thin space",
        ['\u200B'] = "zero-width space",
        ['\u200C'] = "zero-width non-joiner",
        ['\u200D'] = "zero-width joiner",
        ['\u200E'] = "left-to-right mark",
        ['\u200F'] = "right-to-left mark",
        ['\u202F'] = "narrow no-break space",
        ['\u2060'] = "word joiner",
        ['\u3000'] = "ideographic space",
        ['\uFEFF'] = "byte order mark",
    };

    /// <summary>Such as <c>begins with a blank and ends with a no-break space (U+00A0)</c>; null where all can be seen.</summary>
    public static string? Describe(string text)
    {
        var phrases = new List<string>();
        var (start, end) = Bounds(text);
        if (start > 0 && start < text.Length)
        {
            phrases.Add($"begins with {NameOf(text[0])}");
        }

        if (end < text.Length && end > 0)
        {
            phrases.Add($"ends with {NameOf(text[text.Length - 1])}");
        }

        // A blank between other characters is seen. One name is enough: whoever looks for it finds the others.
        var inside = text.Substring(start, end - start).Where(static character => character != Blank && IsUnseen(character)).Take(1);
        phrases.AddRange(inside.Select(static character => $"has {NameOf(character)} inside"));
        return phrases.Count == 0 ? null : string.Join(" and ", phrases);
    }

    /// <summary>The text without what cannot be seen at its ends.</summary>
    public static string Trim(string text)
    {
        var (start, end) = Bounds(text);
        return text.Substring(start, end - start);
    }

    private static (int Start, int End) Bounds(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsUnseen(text[start]))
        {
            start++;
        }

        while (end > start && IsUnseen(text[end - 1]))
        {
            end--;
        }

        return (start, end);
    }

    private static bool IsUnseen(char character) =>
        char.IsWhiteSpace(character) || CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.Format;

    private static string NameOf(char character) => character switch
    {
        Blank => "a blank",
        Tab => "a tab",
        '\r' or '\n' => "a line break",
        _ => FormattableString.Invariant(
            $"a {(Names.TryGetValue(character, out var name) ? name : "character that is not seen")} (U+{(int)character:X4})"),
    };
}
