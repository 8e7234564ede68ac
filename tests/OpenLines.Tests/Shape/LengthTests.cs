using System.IO;
using System.Linq;

namespace OpenLines.Tests.Shape;

/// <summary>What fits on a screen: the width of a line and the length of a file.</summary>
public sealed class LengthTests
{
    private const int Columns = 140;
    private const int Lines = 300;

    [Fact]
    public void No_line_is_longer_than_a_screen_shows() =>
        Findings.AreNone(
            SourceTree.Instance.Paths("", ".cs", ".ps1", ".psm1").SelectMany(static path =>
                File.ReadLines(Path.Combine(SourceTree.Instance.Root, path))
                    .Select(static (line, index) => (line.Length, Number: index + 1))
                    .Where(static line => line.Length > Columns)
                    .Select(line => $"{path}:{line.Number} has {line.Length} columns")));

    [Fact]
    public void No_file_is_longer_than_can_be_read_at_once() =>
        Findings.AreNone(
            SourceTree.Instance.Paths("", ".cs")
                .Select(static path => (path, Count: File.ReadLines(Path.Combine(SourceTree.Instance.Root, path)).Count()))
                .Where(static file => file.Count > Lines)
                .Select(static file => $"{file.path} has {file.Count} lines"));
}
