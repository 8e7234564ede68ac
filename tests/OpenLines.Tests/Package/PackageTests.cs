using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using OpenLines.Tests.Contract;
using OpenLines.Tests.Pester;

namespace OpenLines.Tests.Package;

[Collection(PackageGroup.Name)]
public sealed class PackageTests(PackedTwice package, BuiltModule module) : IClassFixture<BuiltModule>
{
    private const string Bill = "_manifest/spdx_2.2/manifest.spdx.json";

    // The form of a package wants them, and installing leaves them out.
    private static readonly string[] Frame = ["OpenLines.nuspec", "[Content_Types].xml", "_rels/", "package/"];

    private static readonly (string Element, string Key)[] Sources =
    [
        ("version", "ModuleVersion"), ("authors", "Author"), ("copyright", "Copyright"), ("description", "Description"),
        ("licenseUrl", "LicenseUri"), ("projectUrl", "ProjectUri"), ("iconUrl", "IconUri"),
    ];

    [PowerShellFact]
    public void The_same_module_makes_the_same_file() => Assert.Equal(File.ReadAllBytes(package.First), File.ReadAllBytes(package.Second));

    [PowerShellFact]
    public void It_has_the_files_of_the_module_and_the_bill_of_materials_alone() =>
        Assert.Equal(
            Directory.EnumerateFiles(module.Folder, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(module.Folder, file).Replace('\\', '/'))
                .Concat([Bill, Bill + ".sha256"])
                .Order(StringComparer.Ordinal),
            Content().Order(StringComparer.Ordinal),
            StringComparer.Ordinal);

    [PowerShellFact]
    public void PowerShell_7_gets_no_assembly_of_others() =>
        Assert.Equal(
            module.Assemblies.Select(static assembly => $"bin/net8.0/{assembly.GetName().Name}.dll")
                .Concat(Directory.EnumerateFiles(Path.Combine(module.Folder, "bin", "net8.0", "ru"))
                    .Select(static texts => $"bin/net8.0/ru/{Path.GetFileName(texts)}"))
                .Order(StringComparer.Ordinal),
            Content().Where(static file => file.StartsWith("bin/net8.0/", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            StringComparer.Ordinal);

    [PowerShellFact]
    public void What_it_says_of_itself_stands_in_the_manifest() =>
        Assert.All(
            Sources,
            source => Assert.Equal(module.ManifestValue(source.Key).TrimEnd('/'), package.Says(source.Element).TrimEnd('/')));

    [PowerShellFact]
    public void Every_cmdlet_is_found_by_its_name_and_each_edition_by_its_own()
    {
        var tags = package.Says("tags").Split(' ');
        Assert.Equal(
            module.Cmdlets.Keys.SelectMany(static name => new[] { $"PSCmdlet_{name}", $"PSCommand_{name}" }).Order(StringComparer.Ordinal),
            tags.Where(static tag => tag.StartsWith("PSCmdlet_", StringComparison.Ordinal)
                || tag.StartsWith("PSCommand_", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
        Assert.Superset(
            new HashSet<string>(["PSModule", "PSIncludes_Cmdlet", "PSEdition_Desktop", "PSEdition_Core"], StringComparer.Ordinal),
            tags.ToHashSet(StringComparer.Ordinal));
    }

    [PowerShellFact]
    public void The_release_notes_are_the_part_of_the_changelog_for_this_version()
    {
        var parts = File.ReadAllText(Path.Combine(module.Root, "CHANGELOG.md")).ReplaceLineEndings("\n").Split("\n## ");
        var own = parts.Single(part => part.StartsWith($"[{module.Version}]", StringComparison.Ordinal));
        var notes = own[(own.IndexOf('\n', StringComparison.Ordinal) + 1)..].Trim();
        Assert.Equal(notes, package.Says("releaseNotes").ReplaceLineEndings("\n"));
    }

    [PowerShellFact]
    public void The_icon_that_it_names_is_a_small_picture_in_it()
    {
        var icon = package.Bytes(package.Says("icon"));
        Assert.Equal("PNG"u8.ToArray(), icon[1..4]);
        Assert.InRange(icon.Length, 100, 20_000);
    }

    [PowerShellFact]
    public void The_bill_of_materials_has_every_file_as_it_is()
    {
        using var bill = JsonDocument.Parse(package.Text(Bill));
        var listed = bill.RootElement.GetProperty("files").EnumerateArray()
            .ToDictionary(static file => file.GetProperty("fileName").GetString()![2..], Sha256, StringComparer.Ordinal);
        Assert.Equal(
            Content().Where(static file => !file.StartsWith("_manifest/", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            listed.Keys.Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
        Assert.All(listed, file => Assert.Equal(Hash(file.Key), file.Value));
        Assert.Equal(Hash(Bill), package.Text(Bill + ".sha256"));
    }

    [PowerShellFact]
    public void The_bill_of_materials_names_the_packages_whose_assemblies_are_shipped()
    {
        using var bill = JsonDocument.Parse(package.Text(Bill));
        var named = bill.RootElement.GetProperty("packages").EnumerateArray()
            .Select(static entry => entry.GetProperty("name").GetString()!)
            .ToHashSet(StringComparer.Ordinal);
        Assert.Superset(ShippedAssemblies.Names.ToHashSet(StringComparer.Ordinal), named);
    }

    private IEnumerable<string> Content() =>
        package.Files().Where(static file => !Frame.Any(part => file.StartsWith(part, StringComparison.Ordinal)));

    private string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(package.Bytes(file)));

    private static string Sha256(JsonElement file) =>
        file.GetProperty("checksums").EnumerateArray()
            .Single(static sum => sum.GetProperty("algorithm").GetString() == "SHA256")
            .GetProperty("checksumValue").GetString()!;
}
