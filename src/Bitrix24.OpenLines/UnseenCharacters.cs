using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>
/// Says in words which characters of a text cannot be seen: two texts that look alike on a screen may be different ones to the portal.
/// </summary>
internal static class UnseenCharacters
{
    private const int Blank = ' ';
    private const int Tab = '\t';

    private static readonly LocalizableText Other = LineText.Of("Unseen_Other");

    private static readonly Dictionary<int, LocalizableText> Names = new()
    {
        ['\u00A0'] = LineText.Of("Unseen_NoBreakSpace"),
        ['\u00AD'] = LineText.Of("Unseen_SoftHyphen"),
        ['\u2007'] = LineText.Of("Unseen_FigureSpace"),
        ['\u2009'] = LineText.Of("Unseen_ThinSpace"),
        ['\u200B'] = LineText.Of("Unseen_ZeroWidthSpace"),
        ['\u200C'] = LineText.Of("Unseen_NonJoiner"),
        ['\u200D'] = LineText.Of("Unseen_Joiner"),
        ['\u200E'] = LineText.Of("Unseen_LeftToRight"),
        ['\u200F'] = LineText.Of("Unseen_RightToLeft"),
        ['\u202F'] = LineText.Of("Unseen_NarrowNoBreakSpace"),
        ['\u2060'] = LineText.Of("Unseen_WordJoiner"),
        ['\u3000'] = LineText.Of("Unseen_IdeographicSpace"),
        ['\uFEFF'] = LineText.Of("Unseen_ByteOrderMark"),
    };

    /// <summary>Such as <c>begins with a blank and ends with a no-break space (U+00A0)</c>; null where all can be seen.</summary>
    public static LocalizableText? Describe(string text)
    {
        var phrases = new List<LocalizableText>();
        var (start, end) = Bounds(text);
        if (start > 0 && start < text.Length)
        {
            phrases.Add(LineText.Of("Unseen_First", NameOf(CodePoint.At(text, 0))));
        }

        if (end < text.Length && end > 0)
        {
            phrases.Add(LineText.Of("Unseen_Last", NameOf(CodePoint.Before(text, text.Length))));
        }

        // A blank between other characters is seen. One name is enough: whoever looks for it finds the others.
        for (var i = start; i < end;)
        {
            var codePoint = CodePoint.At(text, i);
            if (codePoint.Value != Blank && IsUnseen(codePoint))
            {
                phrases.Add(LineText.Of("Unseen_Inside", NameOf(codePoint)));
                break;
            }

            i += codePoint.Length;
        }

        return phrases.Count == 0 ? null : phrases.Aggregate(static (first, second) => LineText.Of("Unseen_Both", first, second));
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

    private static LocalizableText NameOf(CodePoint codePoint) => codePoint.Value switch
    {
        Blank => LineText.Of("Unseen_Blank"),
        Tab => LineText.Of("Unseen_Tab"),
        '\r' or '\n' => LineText.Of("Unseen_LineBreak"),
        var value => LineText.Of(
            "Unseen_Named", Names.TryGetValue(value, out var name) ? name : Other, value.ToString("X4", CultureInfo.InvariantCulture)),
    };
}
