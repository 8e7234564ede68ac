using System;
using System.Globalization;
using System.Linq;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>
/// An id as it stands in files: digits, with what its kind is written with before them, such as <c>chat</c>, and <c>.0</c> behind them,
/// where a spreadsheet or a data frame took the id for a decimal number. What is not seen at its
/// ends does no harm. All else is refused: a separator of groups cannot be told from a fraction.
/// </summary>
internal static class IdText
{
    public static readonly LocalizableText NoWholeNumber = LineText.Of("Id_NotWhole");
    public static readonly LocalizableText Fraction = LineText.Of("Id_Fraction");
    public static readonly LocalizableText TooLarge = LineText.Of("Id_TooLarge");

    // Three zeros would be a group of digits: 1.000 is a thousand to half of the world.
    private static readonly string[] ZeroFractions = [".0", ".00", ",0", ",00"];

    /// <summary>The number; 0 or less where it is none.</summary>
    public static long Parse(string text, IdKind kind)
    {
        var bare = Bare(text, kind);
        if (Array.Find(ZeroFractions, zeros => bare.EndsWith(zeros, StringComparison.Ordinal)) is { } zeros)
        {
            bare = bare.Substring(0, bare.Length - zeros.Length);
        }

        // A number may end in NUL characters for TryParse.
        return bare.IndexOf('\0') < 0 && long.TryParse(bare, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    /// <summary>Why a text is no id.</summary>
    public static LocalizableText Why(string text, IdKind kind)
    {
        var bare = Bare(text, kind);
        return bare switch
        {
            "" => UnseenCharacters.Trim(text).Length == 0 ? LineText.Of("Value_Blank") : NoWholeNumber,
            _ when "+-\u2212".IndexOf(bare[0]) >= 0 => LineText.Of("Id_Sign"),
            _ when bare.StartsWith("0x", StringComparison.OrdinalIgnoreCase) => LineText.Of("Id_Hexadecimal"),
            _ when bare.IndexOf('|') >= 0 => LineText.Of("Id_UserCode"),
            _ when bare.StartsWith(IdKind.Chat.Prefix, StringComparison.OrdinalIgnoreCase) => LineText.Of("Id_Chat"),
            _ when bare.All(IsAsciiDigit) => bare.Trim('0').Length == 0 ? NoWholeNumber : TooLarge,
            _ when bare.All(char.IsDigit) => LineText.Of("Id_Digits"),
            _ when IsExponent(bare) => LineText.Of("Id_Exponent"),
            _ when IsGrouped(bare) => LineText.Of("Id_Groups"),
            _ when IsFraction(bare) => Fraction,
            _ => NoWholeNumber,
        };
    }

    private static string Bare(string text, IdKind kind)
    {
        var seen = UnseenCharacters.Trim(text);
        return seen.StartsWith(kind.Prefix, StringComparison.OrdinalIgnoreCase) ? seen.Substring(kind.Prefix.Length) : seen;
    }

    private static bool IsAsciiDigit(char character) => character is >= '0' and <= '9';

    private static bool IsExponent(string text) =>
        text.IndexOfAny(['e', 'E']) > 0
            && IsAsciiDigit(text[0])
            && text.All(static character => IsAsciiDigit(character) || ".,eE+-".IndexOf(character) >= 0);

    private static bool IsGrouped(string text)
    {
        var groups = text.Split('.', ',', '\'', '\u2019', '_', ' ', '\u00A0', '\u202F', '\u2009');
        return groups.Length > 1
            && groups.All(static group => group.Length > 0 && group.All(IsAsciiDigit))
            && groups.Skip(1).All(static group => group.Length == 3);
    }

    private static bool IsFraction(string text) =>
        text.Split('.', ',') is { Length: 2 } parts && parts.All(static part => part.All(IsAsciiDigit)) && parts[0].Length > 0;
}
