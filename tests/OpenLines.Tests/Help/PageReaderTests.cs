using System;
using HelpPages.Pages;

namespace OpenLines.Tests.Help;

/// <summary>A page that is not of the form is refused with the place, and never read halfway.</summary>
public sealed class PageReaderTests
{
    private const string Page = """
        ---
        external help file: OpenLines.dll-Help.xml
        Module Name: OpenLines
        online version: https://openlines.example/docs/en-US/Get-Thing.md
        schema: 2.0.0
        ---

        # Get-Thing

        ## SYNOPSIS

        Gets a thing.

        ## SYNTAX

        ```powershell
        Get-Thing [[-Id] <Int64>] [<CommonParameters>]
        ```

        ## DESCRIPTION

        Gets it by `$_.Id`, which is
        \<one\> of *many*; see [the list](https://example.com/list).

        Members:

        - `Id` (Int64): the id.
        - `Name` (String): the name.

        ## EXAMPLES

        ### Example 1: One thing

        ```powershell
        Get-Thing 1 |
            Out-Null
        ```

        ```output
        Id
        --
         1
        ```

        The first.

        ## PARAMETERS

        ### -Id

        Its id.

        ```yaml
        Type: System.Int64
        Parameter Sets: (All)
        Aliases: THING_ID, ThingId
        Accepted values: 1, 2

        Required: False
        Position: 0
        Default value: the first: 1
        Accept pipeline input: True (ByValue)
        Accept wildcard characters: False
        ```

        ### CommonParameters

        This cmdlet supports the common parameters.

        ## INPUTS

        ### None

        Nothing.

        ## OUTPUTS

        ### OpenLines.Thing

        The thing.

        ## NOTES

        None.

        ## RELATED LINKS

        [thing.get](https://example.com/thing-get.html)

        [Set-Thing](Set-Thing.md)

        """;

    [Fact]
    public void A_page_is_read_as_text_without_markup()
    {
        var page = PageReader.Read("Get-Thing.md", Page);
        Assert.Equal("Get-Thing", page.Name);
        Assert.Equal(
            [
                "Gets it by $_.Id, which is <one> of many; see the list (https://example.com/list).",
                "Members:",
                "Id (Int64): the id.",
                "Name (String): the name.",
            ],
            page.Description);
        var example = Assert.Single(page.Examples);
        Assert.Equal("Example 1: One thing", example.Heading);
        Assert.Equal("Get-Thing 1 |\n    Out-Null", example.Code);
        Assert.Equal("Id\n--\n 1", example.Output);
        Assert.Equal(["The first."], example.Remarks);
        var form = Assert.Single(Assert.Single(page.Parameters).Forms);
        Assert.Equal("Int64", form.ShortType);
        Assert.Equal("THING_ID, ThingId", form.Aliases);
        Assert.Equal(["1", "2"], form.Values);
        Assert.Equal(0, form.Position);
        Assert.Equal("the first: 1", form.Default);
        Assert.Equal("Get-Thing [[-Id] <Int64>] [<CommonParameters>]", SyntaxText.Of(page, set: null));
        Assert.Equal([new("thing.get", "https://example.com/thing-get.html"), new("Set-Thing", "Set-Thing.md")], page.Links);
    }

    [Theory]
    [InlineData("schema: 2.0.0", "schema: 3.0.0", "Get-Thing.md(0)")]
    [InlineData("schema: 2.0.0", "scheme: 2.0.0", "scheme")]
    [InlineData("## NOTES", "## NOTE", "NOTES")]
    [InlineData("## NOTES\n\nNone.\n\n", "", "NOTES")]
    [InlineData("Gets a thing.", "Gets a thing.\n\nOr two.", "Get-Thing.md(10): \"SYNOPSIS\"")]
    [InlineData("### Example 1:", "### Example 2:", "Example 1:")]
    [InlineData("```output", "```powershell", "one block of PowerShell")]
    [InlineData("Get-Thing 1 |\n", "Get-Thing 1\n\n", "empty line")]
    [InlineData("### -Id", "### Id", "-Name")]
    [InlineData("Required: False", "Required: No", "Get-Thing.md(49): \"-Id\"")]
    [InlineData("Required: False\n", "", "Required")]
    [InlineData("Aliases: THING_ID", "Alias: THING_ID", "Alias")]
    [InlineData("The first.", "1. The first.", "neither a paragraph nor a list")]
    [InlineData("The first.", "The <b>first</b>.", "HtmlInline")]
    [InlineData("[Set-Thing](Set-Thing.md)", "See [Set-Thing](Set-Thing.md).", "not one link")]
    public void A_page_of_another_form_is_refused(string text, string instead, string reason)
    {
        Assert.Contains(text, Page, StringComparison.Ordinal);
        var fault = Assert.Throws<FormatException>(
            () => PageReader.Read("Get-Thing.md", Page.Replace(text, instead, StringComparison.Ordinal)));
        Assert.StartsWith("Get-Thing.md(", fault.Message, StringComparison.Ordinal);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }
}
