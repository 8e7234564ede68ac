using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using LocalPrograms;

namespace OpenLines.Tests.Contract;

/// <summary>The finished module as data: nothing of it is run, least of all the empty bodies of the engine's stand-in.</summary>
public sealed partial class BuiltModule : IDisposable
{
    public const string Engine = "System.Management.Automation";

    private readonly MetadataLoadContext _metadata;

    public BuiltModule()
    {
        var checkout = Checkout.Find();
        Root = checkout.Root;
        Folder = checkout.Module;
        Manifest = File.ReadAllText(Path.Combine(Folder, "OpenLines.psd1"));
        var stub = typeof(BuiltModule).Assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(static entry => entry.Key == "PowerShellStandard").Value!;
        var shipped = Directory.GetFiles(Path.Combine(Folder, "bin", "net8.0"), "*.dll");
        _metadata = new(
            new PathAssemblyResolver([.. Directory.GetFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll"), stub, .. shipped]));
        Assemblies = [.. shipped.Order(StringComparer.Ordinal).Select(_metadata.LoadFromAssemblyPath)];
        Verbs = _metadata.LoadFromAssemblyPath(stub).GetTypes()
            .Where(static type => type.Namespace == Engine && type.Name.StartsWith("Verbs", StringComparison.Ordinal))
            .SelectMany(static type => type.GetFields())
            .Select(static field => (string)field.GetRawConstantValue()!)
            .ToHashSet(StringComparer.Ordinal);
    }

    public string Root { get; }

    /// <summary>The module's folder.</summary>
    public string Folder { get; }

    /// <summary>The manifest's text.</summary>
    public string Manifest { get; }

    /// <summary>The assemblies for PowerShell 7.</summary>
    public IReadOnlyList<Assembly> Assemblies { get; }

    /// <summary>The approved verbs.</summary>
    public IReadOnlySet<string> Verbs { get; }

    public string Version => ManifestValue("ModuleVersion");

    /// <summary>What the manifest exports.</summary>
    public IReadOnlyList<string> ExportedByManifest => QuotedIn(ExportBlock().Match(Manifest).Value);

    /// <summary>What the script module exports.</summary>
    public IReadOnlyList<string> ExportedByScript =>
        QuotedIn(ExportLine().Match(File.ReadAllText(Path.Combine(Folder, "OpenLines.psm1"))).Value);

    /// <summary>Every cmdlet class, by the cmdlet's name.</summary>
    public IReadOnlyDictionary<string, Type> Cmdlets =>
        Assemblies.SelectMany(static assembly => assembly.GetTypes())
            .Where(static type => Cmdlet(type) is not null)
            .ToDictionary(static type => $"{Verb(type)}-{Cmdlet(type)!.ConstructorArguments[1].Value}", StringComparer.Ordinal);

    public static string Verb(Type type) => (string)Cmdlet(type)!.ConstructorArguments[0].Value!;

    public static CustomAttributeData? Cmdlet(Type type) => Attribute(type, Engine + ".CmdletAttribute");

    public static CustomAttributeData? Attribute(MemberInfo member, string name) =>
        member.GetCustomAttributesData().FirstOrDefault(data => data.AttributeType.FullName == name);

    /// <summary>A text of the manifest.</summary>
    public string ManifestValue(string key) =>
        ManifestLine().Matches(Manifest).Single(match => match.Groups["key"].Value == key).Groups["value"].Value;

    public Type? FindType(string name) =>
        Assemblies.Select(assembly => assembly.GetType(name)).FirstOrDefault(static type => type is not null);

    public void Dispose() => _metadata.Dispose();

    private static string[] QuotedIn(string text) =>
        [.. Quoted().Matches(text).Select(static match => match.Groups["text"].Value).Order(StringComparer.Ordinal)];

    [GeneratedRegex(
        """^\s*(?<key>\w+)\s*=\s*'(?<value>[^']+)'""",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex ManifestLine();

    [GeneratedRegex("""CmdletsToExport\s*=\s*@\([^)]*\)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ExportBlock();

    [GeneratedRegex("""& \$export -Cmdlet (@\([^)]*\)|.*)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ExportLine();

    [GeneratedRegex("'(?<text>[^']+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();
}
