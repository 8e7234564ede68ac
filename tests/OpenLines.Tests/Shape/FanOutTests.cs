using System;
using System.Linq;

namespace OpenLines.Tests.Shape;

/// <summary>How many of our types one has to know to read a file.</summary>
public sealed class FanOutTests
{
    private const int Most = 15;

    [Fact]
    public void No_file_names_more_types_than_can_be_kept_in_mind() =>
        Findings.AreNone(
            SourceTree.Instance.Files
                .Select(static file => (file, Named: SourceTree.Instance.NamedIn(file).Order(StringComparer.Ordinal).ToList()))
                .Where(static pair => pair.Named.Count > Most)
                .Select(static pair => $"{pair.file.Project}/{pair.file.Name} names {pair.Named.Count}: {string.Join(", ", pair.Named)}"));
}
