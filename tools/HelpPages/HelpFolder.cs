using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HelpPages.Maml;
using HelpPages.Pages;

namespace HelpPages;

/// <summary>The pages of one culture, and the MAML made of them.</summary>
/// <param name="root">The root of the checkout.</param>
/// <param name="culture">The culture.</param>
/// <param name="addresses">Where the pages can be read.</param>
internal sealed class HelpFolder(string root, HelpCulture culture, PageAddress addresses)
{
    /// <summary>The file of MAML that is committed; blank where there is none yet.</summary>
    public string CommittedMaml => File.Exists(MamlPath) ? Read(MamlPath) : "";

    private string MamlPath => Path.Combine(root, culture.Maml);

    private string PagesPath => Path.Combine(root, culture.Pages);

    /// <summary>The pages, in the order of their cmdlets.</summary>
    public IReadOnlyList<CommandPage> ReadPages() =>
        [.. Files().Select(path => PageReader.Read($"{culture.Pages}/{Path.GetFileName(path)}", Read(path)))];

    /// <summary>What the file of MAML must be; blank where there are no pages.</summary>
    public string MakeMaml() => ReadPages() is { Count: > 0 } pages ? MamlText.Of(pages, culture.Columns) : "";

    /// <summary>Writes the addresses of the pages and the MAML where they are not what they must be, and tells so.</summary>
    public string Update()
    {
        foreach (var path in Files())
        {
            WriteIfNew(path, addresses.Correct(Read(path), culture, Path.GetFileNameWithoutExtension(path)));
        }

        var maml = MakeMaml();
        return maml.Length == 0
            ? $"{culture.Pages} has no pages."
            : $"{culture.Maml} {(WriteIfNew(MamlPath, maml) ? "is written anew" : "is as the pages are")}.";
    }

    private IEnumerable<string> Files() =>
        Directory.Exists(PagesPath) ? Directory.EnumerateFiles(PagesPath, "*.md").Order(StringComparer.Ordinal) : [];

    private static string Read(string path) => File.ReadAllText(path).Replace("\r\n", "\n", StringComparison.Ordinal);

    private static bool WriteIfNew(string path, string text)
    {
        if (File.Exists(path) && Read(path) == text)
        {
            return false;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return true;
    }
}
