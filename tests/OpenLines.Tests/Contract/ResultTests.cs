using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Xml.Linq;

namespace OpenLines.Tests.Contract;

/// <summary>What cmdlets give, against what they say that they give, what shows it and what takes it.</summary>
public sealed class ResultTests(BuiltModule module) : IClassFixture<BuiltModule>
{
    // A list of all that it has is what one wants to see of it, or it is made of something else than cmdlets.
    private static readonly string[] ShownByTheEngine = ["OpenLines.ConnectionReport"];

    // What only a person or another program knows: no result tells it under such a name.
    private static readonly string[] ToldByNobody = [];

    private IEnumerable<Type> Given => module.Cmdlets.Values.SelectMany(OutputTypes).Distinct();

    private IEnumerable<Type> GivenOfOurs => Given.Where(IsOurs);

    [Fact]
    public void What_a_cmdlet_gives_is_public_and_of_one_kind() =>
        Assert.DoesNotContain(GivenOfOurs, static type => !type.IsPublic || !type.IsSealed);

    [Fact]
    public void What_only_the_module_can_make_comes_out_of_a_cmdlet()
    {
        var reached = GivenOfOurs.ToHashSet();
        for (var found = reached.ToList(); found.Count > 0;)
        {
            found = [.. found.SelectMany(static type => type.GetProperties()).SelectMany(static property => TypesIn(property.PropertyType))
                .Where(type => IsOurs(type) && reached.Add(type))];
        }

        var made = module.Assemblies.Single(static assembly => assembly.GetName().Name == "OpenLines").GetExportedTypes()
            .Where(static type => type is { IsClass: true, IsAbstract: false } && BuiltModule.Cmdlet(type) is null)
            .Where(static type => type.GetConstructors().Length == 0);
        Assert.Empty(made.Except(reached).Select(static type => type.FullName));
    }

    [Fact]
    public void What_comes_out_has_a_view_of_its_own()
    {
        var shown = Directory.EnumerateFiles(module.Folder, "*.Format.ps1xml", SearchOption.AllDirectories)
            .SelectMany(static file => XDocument.Load(file).Descendants("TypeName"))
            .Select(static name => name.Value);
        Assert.Equal(
            ShownByTheEngine, GivenOfOurs.Select(static type => type.FullName!).Except(shown, StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Ids_that_are_taken_from_records_are_told_by_results_under_one_of_their_names()
    {
        var told = GivenOfOurs.SelectMany(static type => type.GetProperties()).Select(static property => property.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var untold = module.Cmdlets
            .SelectMany(static pair => pair.Value.GetProperties().Select(property => (Cmdlet: pair.Key, Property: property)))
            .Where(static taken => taken.Property.PropertyType.FullName == "System.Object"
                && taken.Property.Name.EndsWith("Id", StringComparison.Ordinal))
            .Where(taken => !NamesOf(taken.Property).Any(told.Contains))
            .Select(static taken => $"{taken.Cmdlet} -{taken.Property.Name}");
        Assert.Equal(ToldByNobody, untold.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Other_names_of_a_parameter_are_the_same_for_every_cmdlet()
    {
        var parameters = module.Cmdlets.Values.SelectMany(static type => type.GetProperties())
            .Where(static property => property.PropertyType.FullName == "System.Object"
                && property.Name.EndsWith("Id", StringComparison.Ordinal))
            .GroupBy(static property => property.Name, StringComparer.Ordinal);
        Assert.Empty(
            parameters.Where(static group => group.Select(static property => string.Join(" ", NamesOf(property))).Distinct().Count() > 1)
                .SelectMany(static group => group.Select(static property =>
                    $"{property.ReflectedType!.Name}: {string.Join(" ", NamesOf(property))}")));
    }

    private static IEnumerable<Type> OutputTypes(Type cmdlet) =>
        cmdlet.GetCustomAttributesData()
            .Where(static data => data.AttributeType.FullName == BuiltModule.Engine + ".OutputTypeAttribute")
            .SelectMany(static data => data.ConstructorArguments)
            .SelectMany(static argument => argument.Value as ReadOnlyCollection<CustomAttributeTypedArgument> ?? [])
            .Select(static argument => argument.Value)
            .OfType<Type>();

    private static IEnumerable<string> NamesOf(PropertyInfo parameter) =>
    [
        parameter.Name,
        .. (BuiltModule.Attribute(parameter, BuiltModule.Engine + ".AliasAttribute")?.ConstructorArguments[0].Value
                as ReadOnlyCollection<CustomAttributeTypedArgument> ?? [])
            .Select(static alias => (string)alias.Value!),
    ];

    private static IEnumerable<Type> TypesIn(Type type) =>
        type.IsArray ? TypesIn(type.GetElementType()!) : type.GetGenericArguments().SelectMany(TypesIn).Append(type);

    private static bool IsOurs(Type type) => type.Namespace == nameof(OpenLines);
}
