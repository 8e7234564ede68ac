using System;
using System.Collections.Generic;
using System.Linq;

namespace OpenLines.Tests.Shape;

/// <summary>How many of our types one has to know to read a file.</summary>
public sealed class FanOutTests
{
    private const int Most = 15;

    // What a file says is read with it: the resources of its project, the text itself, and the exception that is nothing but one.
    private static readonly string[] OfTexts = ["LocalizableText", "RestText", "LineText", "ModuleText", "InputFault"];

    [Fact]
    public void No_file_names_more_types_than_can_be_kept_in_mind() =>
        Findings.AreNone(
            SourceTree.Instance.Files
                .Select(static file => (file, Named: NamedIn(file)))
                .Where(static pair => pair.Named.Count > Most)
                .Select(static pair => $"{pair.file.Project}/{pair.file.Name} names {pair.Named.Count}: {string.Join(", ", pair.Named)}"));

    private static List<string> NamedIn(SourceFile file) =>
        [.. SourceTree.Instance.NamedIn(file).Except(OfTexts, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
