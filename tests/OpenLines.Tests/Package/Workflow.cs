using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using LocalPrograms;
using YamlDotNet.RepresentationModel;

namespace OpenLines.Tests.Package;

/// <summary>The workflow of the repository, as YAML.</summary>
internal sealed class Workflow
{
    private readonly YamlMappingNode _whole;

    public Workflow()
    {
        Root = Checkout.Find().Root;
        var file = Assert.Single(Directory.GetFiles(Path.Combine(Root, ".github", "workflows")));
        Text = File.ReadAllText(file);
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Text));
        _whole = (YamlMappingNode)yaml.Documents.Single().RootNode;
    }

    public string Root { get; }

    public string Text { get; }

    /// <summary>Each mapping with the permissions that it gives: the whole, and the jobs that ask for some of their own.</summary>
    public IEnumerable<string> Permissions =>
        Jobs.Values.Prepend(_whole)
            .Select(static part => Find(part, "permissions"))
            .OfType<YamlNode>()
            .SelectMany(
                static given =>
                    given is YamlMappingNode map ? map.Select(static pair => $"{pair.Key}: {pair.Value}") : [$"{given}"]);

    public IReadOnlyDictionary<string, YamlMappingNode> Jobs =>
        ((YamlMappingNode)_whole["jobs"]).ToDictionary(
            static job => job.Key.ToString(), static job => (YamlMappingNode)job.Value, StringComparer.Ordinal);

    public IEnumerable<YamlMappingNode> Steps =>
        Jobs.Values.SelectMany(static job => ((YamlSequenceNode)job["steps"]).OfType<YamlMappingNode>());

    /// <summary>The values of one key of all steps that have it.</summary>
    public IEnumerable<string> OfSteps(string key) => Steps.Select(step => Find(step, key)?.ToString()).OfType<string>();

    /// <summary>A value as text, or each of a list; nothing where there is none.</summary>
    public static string[] Values(YamlNode from, params string[] way)
    {
        var node = way.Aggregate((YamlNode?)from, static (at, key) => at is YamlMappingNode map ? Find(map, key) : null);
        return node switch
        {
            null => [],
            YamlSequenceNode list => [.. list.Select(static entry => entry.ToString())],
            _ => [node.ToString()],
        };
    }

    private static YamlNode? Find(YamlMappingNode map, string key) => map.Children.TryGetValue(key, out var value) ? value : null;
}
