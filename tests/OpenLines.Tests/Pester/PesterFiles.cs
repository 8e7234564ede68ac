using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using OpenLines.Tests.Outside;

namespace OpenLines.Tests.Pester;

/// <summary>The Pester tests as far as their files' text tells, for a machine that cannot run them.</summary>
internal static partial class PesterFiles
{
    /// <summary>Every <c>It</c>, skipped; a file in which none is found is skipped as a whole.</summary>
    public static IReadOnlyList<OutsideTest> SkipAll(string folder, string reason) =>
        [.. Directory.EnumerateFiles(folder, "*.Tests.ps1").Order(System.StringComparer.Ordinal).SelectMany(file => Skip(file, reason))];

    private static IEnumerable<OutsideTest> Skip(string file, string reason) =>
        It().Matches(File.ReadAllText(file))
            .Select(static match => match.Groups["name"].Value)
            .DefaultIfEmpty("(file)")
            .Select(name => new OutsideTest(Path.GetFileName(file), name, OutsideResult.Skipped, Message: reason));

    [GeneratedRegex(
        """^[ \t]*It\s+(?:-Name\s+)?(?<quote>['"])(?<name>.+?)\k<quote>""",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex It();
}
