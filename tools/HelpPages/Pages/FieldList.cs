using System;
using System.Collections.Generic;
using System.Linq;

namespace HelpPages.Pages;

/// <summary>Lines of the form "name: value", as PlatyPS has them at the head of a page and under each parameter.</summary>
internal sealed class FieldList
{
    private readonly Dictionary<string, string> _values;

    private FieldList(Dictionary<string, string> values) => _values = values;

    /// <summary>The names, in the order of the lines.</summary>
    public IEnumerable<string> Names => _values.Keys;

    public string this[string name] =>
        _values.TryGetValue(name, out var value) ? value : throw new FormatException($"the line \"{name}:\" is missing");

    public static FieldList Read(IEnumerable<string> lines)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines.Where(static line => !string.IsNullOrWhiteSpace(line)))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 || !values.TryAdd(line[..colon], line[(colon + 1)..].Trim()))
            {
                throw new FormatException($"the line \"{line}\" is no field, or the second of its name");
            }
        }

        return new(values);
    }

    /// <summary>The parts of a value; none where it is blank or the field is missing.</summary>
    public IReadOnlyList<string> List(string name) =>
        _values.GetValueOrDefault(name, "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public bool Truth(string name) => this[name] switch
    {
        "True" => true,
        "False" => false,
        var other => throw new FormatException($"\"{name}: {other}\" is neither True nor False"),
    };

    /// <summary>Fails unless the lines are these, in this order, but for one that may be left out.</summary>
    public FieldList Expect(string optional, params string[] names) =>
        Names.Where(name => name != optional).SequenceEqual(names, StringComparer.Ordinal)
            ? this
            : throw new FormatException($"the lines are \"{string.Join(", ", Names)}\" and not \"{string.Join(", ", names)}\"");
}
