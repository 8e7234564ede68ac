using System.Linq;

namespace Bitrix24.Rest.Tests;

/// <summary>What is seen does not depend on the runtime.</summary>
public sealed class UnicodeTableTests
{
    [Theory]
    [InlineData(0x00, true)]
    [InlineData(0x1F, true)]
    [InlineData(' ', false)]
    [InlineData('~', false)]
    [InlineData(0x7F, true)]
    [InlineData(0xA0, false)]
    [InlineData(0xAD, true)]
    [InlineData(0x0416, false)]
    [InlineData(0xD800, true)]
    [InlineData(0xE000, true)]
    [InlineData(0x13430, true)]
    [InlineData(0x1F600, false)]
    [InlineData(0x1FAE9, false)]
    [InlineData(0xE0020, true)]
    [InlineData(0xF0000, true)]
    [InlineData(0x10FFFF, true)]
    public void It_says_the_same_in_both_builds(int codePoint, bool isUnseen) =>
        Assert.Equal(isUnseen, UnicodeTable.IsUnseen(codePoint));

    [Theory]
    [InlineData('a', false)]
    [InlineData(0x0301, true)]
    [InlineData(0x20DD, true)]
    [InlineData(0x0903, false)]
    [InlineData(0x1D167, true)]
    public void It_knows_marks_in_both_builds(int codePoint, bool isMark) => Assert.Equal(isMark, UnicodeTable.IsMark(codePoint));

    [Fact]
    public void The_whole_table_is_the_same_in_both_builds()
    {
        var all = Enumerable.Range(0, 0x110000).Aggregate(
            0xCBF29CE484222325UL,
            static (hash, codePoint) =>
                (hash ^ (UnicodeTable.IsUnseen(codePoint) ? 1UL : UnicodeTable.IsMark(codePoint) ? 2UL : 0UL)) * 0x100000001B3UL);

        Assert.Equal("C593F46788ECD80A", all.ToString("X16", System.Globalization.CultureInfo.InvariantCulture));
    }
}
