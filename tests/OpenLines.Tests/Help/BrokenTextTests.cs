using HelpPages.Maml;

namespace OpenLines.Tests.Help;

/// <summary>Help in a language whose words PowerShell would cut at the edge of the screen.</summary>
public sealed class BrokenTextTests
{
    [Theory]
    [InlineData("one two three", "one two\nthree")]
    [InlineData("one two", "one two")]
    [InlineData("incomprehensible one", "incomprehensible\none")]
    [InlineData("", "")]
    public void A_line_is_broken_between_words(string text, string expected) => Assert.Equal(expected, BrokenText.Of(text, columns: 8));

    [Fact]
    public void No_line_begins_with_a_dash() => Assert.Equal("one\ntwo \u2014\nfour", BrokenText.Of("one two \u2014 four", columns: 8));
}
