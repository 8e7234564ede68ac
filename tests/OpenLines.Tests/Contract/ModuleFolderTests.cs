using System;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace OpenLines.Tests.Contract;

public sealed class ModuleFolderTests(BuiltModule module) : IClassFixture<BuiltModule>
{
    [Fact]
    public void The_engine_is_never_shipped() =>
        Assert.Empty(Directory.EnumerateFiles(module.Folder, BuiltModule.Engine + ".dll", SearchOption.AllDirectories));

    [Fact]
    public void PowerShell_7_gets_our_assemblies_and_no_others() =>
        Assert.Equal(
            ["Bitrix24.OpenLines.dll", "Bitrix24.Rest.dll", "Bitrix24.Sandbox.dll", "OpenLines.dll", "ru"],
            Directory.EnumerateFileSystemEntries(Path.Combine(module.Folder, "bin", "net8.0"))
                .Select(static file => Path.GetFileName(file))
                .Order(StringComparer.Ordinal),
            StringComparer.Ordinal);

    [Theory]
    [InlineData("net8.0")]
    [InlineData("net472")]
    public void Each_engine_gets_our_Russian_texts_and_no_others(string framework) =>
        Assert.Equal(
            ["ru/Bitrix24.OpenLines.resources.dll", "ru/Bitrix24.Rest.resources.dll", "ru/OpenLines.resources.dll"],
            Directory.EnumerateFiles(Path.Combine(module.Folder, "bin", framework), "*.resources.dll", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Path.Combine(module.Folder, "bin", framework), file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
            StringComparer.Ordinal);

    [Fact]
    public void Both_engines_get_the_same_assemblies_of_ours() =>
        Assert.All(
            module.Assemblies,
            assembly => Assert.True(File.Exists(Path.Combine(module.Folder, "bin", "net472", assembly.GetName().Name + ".dll"))));

    [Fact]
    public void Assemblies_carry_the_version_of_the_manifest() =>
        Assert.All(module.Assemblies, assembly => Assert.Equal(module.Version, assembly.GetName().Version!.ToString(fieldCount: 3)));

    [Fact]
    public void Format_files_name_types_and_properties_that_exist()
    {
        var views = Directory.EnumerateFiles(module.Folder, "*.Format.ps1xml", SearchOption.AllDirectories)
            .SelectMany(static file => XDocument.Load(file).Descendants("View"))
            .ToList();
        Assert.NotEmpty(views);
        foreach (var view in views)
        {
            // Settings are objects without a type, which are given a name.
            foreach (var name in view.Element("ViewSelectedBy")!.Elements("TypeName").Select(static element => element.Value)
                .Where(static name => name != "OpenLines.LineSettings"))
            {
                // Behind # stands what sets some objects of a type apart.
                var type = module.FindType(name.Split('#')[0]);
                Assert.True(type is not null, $"There is no type {name}.");
                Assert.Empty(
                    view.Descendants("PropertyName")
                        .Select(static element => element.Value)
                        .Where(property => type.GetProperty(property) is null)
                        .Select(property => $"{name}.{property}"));
            }
        }
    }
}
