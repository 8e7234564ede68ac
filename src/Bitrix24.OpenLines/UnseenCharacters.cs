using System;
using System.Collections.Generic;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>
/// Says in words which characters of a text cannot be seen: two texts that look alike on a screen may be different ones to the portal.
/// </summary>
internal static class UnseenCharacters
{
    private const int Blank = ' ';
    private const int Tab = '\t';

    private static readonly Dictionary<int, string> Names = new()
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
            phrases.Add($"begins with {NameOf(CodePoint.At(text, 0))}");
        }

        if (end < text.Length && end > 0)
        {
            phrases.Add($"ends with {NameOf(CodePoint.Before(text, text.Length))}");
        }

        // A blank between other characters is seen. One name is enough: whoever looks for it finds the others.
        for (var i = start; i < end;)
        {
            var codePoint = CodePoint.At(text, i);
            if (codePoint.Value != Blank && IsUnseen(codePoint))
            {
                phrases.Add($"has {NameOf(codePoint)} inside");
                break;
            }

            i += codePoint.Length;
        }

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
        while (start < end && CodePoint.At(text, start) is var first && IsUnseen(first))
        {
            start += first.Length;
        }

        while (end > start && CodePoint.Before(text, end) is var last && IsUnseen(last))
        {
            end -= last.Length;
        }

        return (start, end);
    }

    // A control character and half a character are faults of the file: they are refused, and do not only look alike.
    private static bool IsUnseen(CodePoint codePoint) =>
        codePoint.IsWhiteSpace || (codePoint.IsUnseen && !codePoint.IsControl && !codePoint.IsSurrogate);

    private static string NameOf(CodePoint codePoint) => codePoint.Value switch
    {
        Blank => "a blank",
        Tab => "a tab",
        '\r' or '\n' => "a line break",
        _ => FormattableString.Invariant(
            $"a {(Names.TryGetValue(codePoint.Value, out var name) ? name : "character that is not seen")} (U+{codePoint.Value:X4})"),
    };
}
