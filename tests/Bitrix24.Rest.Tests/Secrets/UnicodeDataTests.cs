using System;
using System.Globalization;
using System.Linq;

namespace Bitrix24.Rest.Tests;

/// <summary>The table is Unicode's own: the data of a runtime that has the same version, and the property that it lacks.</summary>
public sealed class UnicodeDataTests
{
    // Default_Ignorable_Code_Point of DerivedCoreProperties.txt.
    private static readonly (int First, int Last)[] DefaultIgnorable =
    [
        (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F),
        (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8),
        (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
    ];

    // The blank of braille, the place of an object, the filler of Khitan, the null notehead: symbols that show nothing.
    private static readonly int[] Blank = [0x2800, 0xFFFC, 0x16FE4, 0x1D159];

    [Fact]
    public void It_has_what_cannot_be_seen() => Assert.Equal(
        [],
        Enumerable.Range(0, 0x110000).Where(static codePoint => UnicodeTable.IsUnseen(codePoint) != IsUnseen(codePoint)).Take(20));

    [Fact]
    public void It_has_the_marks() => Assert.Equal(
        [],
        Enumerable.Range(0, 0x110000).Where(static codePoint => UnicodeTable.IsMark(codePoint) != IsMark(codePoint)).Take(20));

    private static bool IsUnseen(int codePoint) =>
        CharUnicodeInfo.GetUnicodeCategory(codePoint) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator
        || Array.Exists(DefaultIgnorable, range => codePoint >= range.First && codePoint <= range.Last)
        || Blank.Contains(codePoint);

    private static bool IsMark(int codePoint) =>
        CharUnicodeInfo.GetUnicodeCategory(codePoint) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
}
