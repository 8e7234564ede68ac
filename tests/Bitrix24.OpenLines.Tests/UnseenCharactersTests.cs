namespace Bitrix24.OpenLines.Tests;

public sealed class UnseenCharactersTests
{
    [Theory]
    [InlineData("livechat|22|1761|587", null)]
    [InlineData("a b", null)]
    [InlineData("", null)]
    [InlineData("a ", "ends with a blank")]
    [InlineData(" a", "begins with a blank")]
    [InlineData(" a\u00A0", "begins with a blank and ends with a no-break space (U+00A0)")]
    [InlineData("a\t", "ends with a tab")]
    [InlineData("a\n", "ends with a line break")]
    [InlineData("a\u200Bb", "has a zero-width space (U+200B) inside")]
    [InlineData("a\u00A0b", "has a no-break space (U+00A0) inside")]
    [InlineData("\uFEFFUserCode", "begins with a byte order mark (U+FEFF)")]
    [InlineData("a\u3164b", "has a character that is not seen (U+3164) inside")]
    [InlineData("a\U000E0020b", "has a character that is not seen (U+E0020) inside")]
    [InlineData("\U000E0100a ", "begins with a character that is not seen (U+E0100) and ends with a blank")]
    [InlineData("a\uFE0F", "ends with a character that is not seen (U+FE0F)")]
    [InlineData("\U0001F600a\u0301", null)]
    [InlineData("a\u202E", "ends with a character that is not seen (U+202E)")]
    public void What_cannot_be_seen_is_said(string text, string? expected) =>
        Assert.Equal(expected, UnseenCharacters.Describe(text)?.ToString());

    [Theory]
    [InlineData(" a\u00A0", "a")]
    [InlineData("\uFEFFa b\u200B", "a b")]
    [InlineData(" \u00A0", "")]
    [InlineData("\U000E0020a\U0001F600\uFFA0\U000F0000", "a\U0001F600")]
    public void It_can_be_taken_off_the_ends(string text, string expected) => Assert.Equal(expected, UnseenCharacters.Trim(text));
}
