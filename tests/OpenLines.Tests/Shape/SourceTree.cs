using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using LocalPrograms;

namespace OpenLines.Tests.Shape;

/// <summary>The sources of this checkout, as the tests of their shape read them.</summary>
internal sealed class SourceTree
{
    private static readonly string[] Built = ["bin", "obj", "out", "TestResults", ".git"];

    private static readonly Lazy<SourceTree> Own = new(static () => new(Checkout.Find().Root));

    private SourceTree(string root)
    {
        Root = root;
        var sources = Path.Combine(root, "src");
        Files = [.. Below(sources, ".cs").Select(path => SourceFile.Read(sources, path)).Where(static file => file.Project != "Polyfills")];
        Types = Files.SelectMany(static file => file.Declared.Select(type => (type, file)))
            .ToLookup(static pair => pair.type, static pair => pair.file, StringComparer.Ordinal);
    }

    public static SourceTree Instance => Own.Value;

    public string Root { get; }

    /// <summary>The C# files of src, without what stands in for a type of another framework.</summary>
    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>The files that declare each type.</summary>
    public ILookup<string, SourceFile> Types { get; }

    /// <summary>The types of src that a file names, without its own.</summary>
    public IEnumerable<string> NamedIn(SourceFile file) => file.Used.Where(Types.Contains).Except(file.Declared, StringComparer.Ordinal);

    /// <summary>The files with one of the endings, in the checkout or a folder of it, as paths from its root.</summary>
    public IEnumerable<string> Paths(string folder, params string[] endings) =>
        Below(Path.Combine(Root, folder), endings).Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'));

    private static IEnumerable<string> Below(string folder, params string[] endings) =>
        Directory.EnumerateFiles(folder).Where(file => endings.Contains(Path.GetExtension(file), StringComparer.Ordinal)).Concat(
            Directory.EnumerateDirectories(folder)
                .Where(static inner => !Built.Contains(Path.GetFileName(inner), StringComparer.Ordinal))
                .SelectMany(inner => Below(inner, endings)));
}
