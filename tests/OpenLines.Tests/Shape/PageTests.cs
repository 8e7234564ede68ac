using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace OpenLines.Tests.Shape;

/// <summary>The pages for whoever changes the code: what they name is there.</summary>
public sealed partial class PageTests
{
    [Theory]
    [InlineData("docs/architecture.md")]
    [InlineData("docs/results.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("SECURITY.md")]
    public void Every_name_of_code_on_a_page_is_in_the_sources(string page)
    {
        var sources = SourceTree.Instance.Paths("", ".cs", ".ps1", ".psd1", ".psm1")
            .SelectMany(static path => Word().Matches(File.ReadAllText(FullPath(path))).Select(static word => word.Value))
            .ToHashSet(StringComparer.Ordinal);
        Findings.AreNone(
            Name().Matches(File.ReadAllText(FullPath(page)))
                .Select(static name => name.Groups["name"].Value)
                .Where(name => !sources.Contains(name))
                .Select(name => $"{page} names {name}"));
    }

    [Fact]
    public void Every_room_that_the_architecture_lists_is_a_folder() =>
        Findings.AreNone(
            Room().Matches(File.ReadAllText(FullPath("docs/architecture.md")))
                .Select(static room => room.Groups["room"].Value)
                .Where(static room => !Directory.Exists(FullPath("src/" + room))));

    private static string FullPath(string path) => Path.Combine(SourceTree.Instance.Root, path);

    [GeneratedRegex(@"\w+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Word();

    // Two humps at the least: one is a word of a message or a script as well.
    [GeneratedRegex("`(?<name>[A-Z][a-z0-9]+([A-Z][A-Za-z0-9]*)+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Name();

    [GeneratedRegex(
        @"^\| `(?<room>(Bitrix24\.|OpenLines)[\w./]*)` \|",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Room();
}
