using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using LocalPrograms;
using OpenLines.Tests.Shape;

namespace OpenLines.Tests.Texts;

/// <summary>The texts of one project in both languages, as they stand in its resources, and how its sources use them.</summary>
internal sealed partial class TextFile
{
    private readonly string _type;
    private readonly List<string> _sources;

    /// <param name="project">The project.</param>
    /// <param name="path">The resources in it, without their ending.</param>
    public TextFile(string project, string path)
    {
        var folder = Path.Combine(Checkout.Find().Root, "src", project);
        _type = Path.GetFileName(path);
        English = Read(Path.Combine(folder, path + ".resx"));
        Russian = Read(Path.Combine(folder, path + ".ru.resx"));
        _sources = [.. SourceTree.Instance.Paths(Path.Combine("src", project), ".cs")
            .Select(file => File.ReadAllText(Path.Combine(SourceTree.Instance.Root, file)))];
    }

    public IReadOnlyDictionary<string, string> English { get; }

    public IReadOnlyDictionary<string, string> Russian { get; }

    /// <summary>The keys that the sources ask for by name.</summary>
    public IReadOnlySet<string> Used => _sources
        .SelectMany(source => Call().Matches(source).Where(call => call.Groups["type"].Value == _type).Concat(Expected().Matches(source)))
        .Select(static call => call.Groups["key"].Value)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>The calls whose key is made at run time, as they stand in the sources.</summary>
    public IEnumerable<string> Unnamed => _sources.SelectMany(source => Computed().Matches(source))
        .Where(call => call.Groups["type"].Value == _type)
        .Select(static call => call.Groups["key"].Value);

    /// <summary>The numbers of a text's places.</summary>
    public static IReadOnlyList<int> PlacesOf(string text) =>
        [.. Place().Matches(text.Replace("{{", "", StringComparison.Ordinal).Replace("}}", "", StringComparison.Ordinal))
            .Select(static place => int.Parse(place.Groups["number"].Value, System.Globalization.CultureInfo.InvariantCulture))
            .Distinct()
            .Order()];

    private static Dictionary<string, string> Read(string path) => XDocument.Load(path).Root!.Elements("data")
        .ToDictionary(static data => data.Attribute("name")!.Value, static data => data.Element("value")!.Value, StringComparer.Ordinal);

    [GeneratedRegex("""\b(?<type>RestText|LineText|ModuleText)\.Of\(\s*"(?<key>\w+)"[,)]""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Call();

    [GeneratedRegex("\"(?<key>Expected_\\w+)\"",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Expected();

    [GeneratedRegex("""\b(?<type>RestText|LineText|ModuleText)\.Of\(\s*(?<key>[^"\s][^,)]*)""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Computed();

    [GeneratedRegex(@"\{(?<number>\d+)\}",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();
}
