using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace OpenLines.Tests.Contract;

/// <summary>What the module for Windows PowerShell answers when its assemblies look for each other, by the files that it ships.</summary>
public sealed class ShippedAssembliesTests : IClassFixture<BuiltModule>
{
    private readonly string _folder;
    private readonly IReadOnlyList<AssemblyName> _shipped;

    public ShippedAssembliesTests(BuiltModule module)
    {
        _folder = Path.Combine(module.Folder, "bin", "net472");
        var ours = module.Assemblies.Select(static assembly => assembly.GetName().Name).ToHashSet(StringComparer.Ordinal);
        _shipped =
        [
            .. Directory.EnumerateFiles(_folder, "*.dll").Select(AssemblyName.GetAssemblyName).Where(name => !ours.Contains(name.Name)),
        ];
    }

    [Fact]
    public void The_table_names_every_assembly_of_others_and_no_more() =>
        Assert.Equal(
            _shipped.Select(static name => name.Name!).Order(StringComparer.Ordinal),
            ShippedAssemblies.Names.Order(StringComparer.Ordinal),
            StringComparer.Ordinal);

    [Fact]
    public void The_shipped_version_and_every_older_one_are_answered_with_the_file() =>
        Assert.All(_shipped, name =>
        {
            var file = Path.Combine(_folder, name.Name + ".dll");
            Assert.Equal(file, Find(name, name.Version));
            Assert.Equal(file, Find(name, new Version(1, 0, 0, 0)));
            Assert.Equal(file, ShippedAssemblies.Find(name.FullName, requester: null, _folder));
        });

    [Fact]
    public void What_the_assemblies_ask_of_each_other_is_answered()
    {
        using var metadata = new MetadataLoadContext(
            new PathAssemblyResolver(Directory.GetFiles(_folder, "*.dll")), coreAssemblyName: _shipped[0].Name);
        var asked = Directory.GetFiles(_folder, "*.dll")
            .SelectMany(file => metadata.LoadFromAssemblyPath(file).GetReferencedAssemblies())
            .Where(static name => ShippedAssemblies.Names.Contains(name.Name!, StringComparer.Ordinal))
            .ToList();

        Assert.NotEmpty(asked);
        Assert.All(asked, name => Assert.NotNull(Find(name, name.Version)));
    }

    [Fact]
    public void A_newer_version_is_not_answered() =>
        Assert.All(
            _shipped,
            name =>
                Assert.Null(
                    Find(name, new Version(name.Version!.Major, name.Version.Minor, name.Version.Build, name.Version.Revision + 1))));

    [Fact]
    public void An_assembly_of_somebody_else_is_not_answered()
    {
        Assert.All(
            _shipped,
            name =>
                Assert.Null(
                    ShippedAssemblies.Find(
                        $"{name.Name}, Version=1.0.0.0, Culture=neutral, PublicKeyToken=0123456789abcdef", Requester, _folder)));
        Assert.All(
            _shipped,
            name =>
                Assert.Null(
                    ShippedAssemblies.Find($"{name.Name}, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null", Requester, _folder)));
        Assert.All(_shipped, name => Assert.Null(ShippedAssemblies.Find(name.Name!, Requester, _folder)));
    }

    [Theory]
    [InlineData("Newtonsoft.Json, Version=1.0.0.0, Culture=neutral, PublicKeyToken=30ad4fe6b2a6aeed")]
    [InlineData("System.Net.Http, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a")]
    [InlineData("System.Text.Json.resources, Version=4.0.0.0, Culture=ru, PublicKeyToken=cc7b13ffcd2ddd51")]
    [InlineData("Bitrix24.Rest, Version=0.0.0.0, Culture=neutral, PublicKeyToken=null")]
    public void An_assembly_that_is_not_in_the_table_is_not_answered(string requested) =>
        Assert.Null(ShippedAssemblies.Find(requested, Requester, _folder));

    [Fact]
    public void Whoever_does_not_lie_in_the_module_folder_is_not_answered() =>
        Assert.All(
            _shipped, name => Assert.Null(ShippedAssemblies.Find(name.FullName, Path.Combine(Path.GetTempPath(), "Other.dll"), _folder)));

    private string Requester => Path.Combine(_folder, "Bitrix24.Rest.dll");

    private string? Find(AssemblyName name, Version? version) =>
        ShippedAssemblies.Find(new AssemblyName(name.FullName) { Version = version }.FullName, Requester, _folder);
}
