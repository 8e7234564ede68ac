using System;
using System.Linq;

namespace OpenLines.Tests.Shape;

/// <summary>How many of our types one has to know to read a file.</summary>
public sealed class FanOutTests
{
    private const int Most = 15;

    [Fact]
    public void No_file_names_more_types_than_can_be_kept_in_mind() =>
        Findings.AreWithin(
            SourceTree.Instance.Files.Select(static file =>
            {
                var named = SourceTree.Instance.NamedIn(file).Order(StringComparer.Ordinal).ToList();
                return ($"{file.Project}/{file.Name}", named.Count, $"types are named: {string.Join(", ", named)}");
            }),
            Most,
            // Four ways to sign in meet in it.
            ("OpenLines/ConnectBitrix24Command.cs", 18));
}
