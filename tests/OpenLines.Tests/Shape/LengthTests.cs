using System;
using System.Collections.Generic;
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
    public void No_line_of_a_page_is_longer_than_a_screen_shows() =>
        Findings.AreNone(SourceTree.Instance.Paths("", ".md").SelectMany(static path =>
            Prose(File.ReadLines(Path.Combine(SourceTree.Instance.Root, path)))
                .Where(static line => line.Text.Length > Columns)
                .Select(line => $"{path}:{line.Number} has {line.Text.Length} columns")));

    [Fact]
    public void No_file_is_longer_than_can_be_read_at_once() =>
        Findings.AreNone(
            SourceTree.Instance.Paths("", ".cs")
                .Select(static path => (path, Count: File.ReadLines(Path.Combine(SourceTree.Instance.Root, path)).Count()))
                .Where(static file => file.Count > Lines)
                .Select(static file => $"{file.path} has {file.Count} lines"));

    // A row of a table, a line of a program and a link that stands alone cannot be broken.
    private static IEnumerable<(string Text, int Number)> Prose(IEnumerable<string> lines)
    {
        var isProgram = false;
        foreach (var (text, index) in lines.Select(static (text, index) => (text, index)))
        {
            var isFence = text.TrimStart().StartsWith("```", StringComparison.Ordinal);
            isProgram ^= isFence;
            if (!isFence && !isProgram && !text.StartsWith('|') && !IsLink(text))
            {
                yield return (text, index + 1);
            }
        }
    }

    private static bool IsLink(string text) =>
        text.StartsWith('[') && text.EndsWith(')') && text.IndexOf("](", StringComparison.Ordinal) > 0;
}
