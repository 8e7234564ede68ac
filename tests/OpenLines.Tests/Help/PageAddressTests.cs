using System;
using HelpPages;

namespace OpenLines.Tests.Help;

/// <summary>Pages are found below the project's address, which stands in the manifest alone.</summary>
public sealed class PageAddressTests
{
    [Theory]
    [InlineData("https://openlines.example", "https://openlines.example/docs/ru/Get-OLLine.md")]
    [InlineData("https://git.example/team/openlines/", "https://git.example/team/openlines/docs/ru/Get-OLLine.md")]
    [InlineData("https://github.com/team/openlines", "https://github.com/team/openlines/blob/HEAD/docs/ru/Get-OLLine.md")]
    public void A_page_is_below_the_project(string project, string page)
    {
        var address = new PageAddress(new(project));
        Assert.Equal(page, address.Of(HelpCulture.Russian, "Get-OLLine"));
        Assert.Equal(
            $"a: b\nonline version: {page}\nc: d",
            address.Correct("a: b\nonline version: https://elsewhere.example\nc: d", HelpCulture.Russian, "Get-OLLine"));
    }

    [Fact]
    public void The_project_is_that_of_the_manifest() =>
        Assert.StartsWith("https://", HelpFolders.Addresses.Of(HelpCulture.English, "Get-OLLine"), StringComparison.Ordinal);
}
