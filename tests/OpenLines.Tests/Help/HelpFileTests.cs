namespace OpenLines.Tests.Help;

/// <summary>What PowerShell shows is what the pages say, so that no build has to make it.</summary>
public sealed class HelpFileTests
{
    [Theory]
    [InlineData("en-US")]
    [InlineData("ru")]
    public void The_committed_file_is_made_of_the_pages(string culture)
    {
        var folder = HelpFolders.Of(culture);
        Assert.True(
            folder.MakeMaml() == folder.CommittedMaml,
            $"The pages of {culture} have changed. Write the file anew: dotnet run --project tools/HelpPages");
    }
}
