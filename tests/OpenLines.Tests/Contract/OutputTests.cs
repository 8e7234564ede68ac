using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Xml.Linq;

namespace OpenLines.Tests.Contract;

/// <summary>What cmdlets give out, and that others take it.</summary>
public sealed class OutputTests(BuiltModule module) : IClassFixture<BuiltModule>
{
    private static readonly string[] Secrets =
    [
        "System.Security.SecureString", "System.Net.NetworkCredential", BuiltModule.Engine + ".PSCredential", "Bitrix24.Rest.Secret",
    ];

    // An object of the CRM is asked for by its kind and number; the others are what no cmdlet asks for, or another value than its name's.
    private static readonly string[] NamesOnly =
    [
        "Dialog.CompanyId", "Dialog.ContactId", "Dialog.DealId", "Dialog.LeadId", "Dialog.ExternalChatId", "Dialog.LastMessageId",
        "Message.AuthorId", "NetworkLine.BotId", "RecentDialog.LastMessageId", "WatchedMessage.AuthorId",
        "WatchedMessage.EventId",
    ];

    // The name of an operator or a line, a user code as most are.
    private const int LeastOfLast = 24;

    [Theory]
    [InlineData("TableControl")]
    [InlineData("ListControl")]
    public void What_a_cmdlet_gives_has_a_table_and_a_list(string control) =>
        Assert.Empty(
            OutputsOfOurs.Select(static type => type.FullName!)
                .Except(
                    Views.Where(view => view.Element(control) is not null).Descendants("TypeName").Select(static name => name.Value),
                    StringComparer.Ordinal));

    [Fact]
    public void A_table_fits_a_console_of_79_columns_and_has_what_may_be_wide_last() =>
        Assert.All(Views.Where(static view => view.Element("TableControl") is not null), static view =>
        {
            var columns = view.Descendants("TableColumnHeader").Select(static header => (int?)header.Element("Width")).ToList();
            Assert.All(columns.SkipLast(1), static width => Assert.NotNull(width));

            // A blank stands between two columns, and the last one has room for a name.
            Assert.InRange(columns.Sum(static width => width ?? LeastOfLast) + columns.Count - 1, 1, 79);
        });

    [Fact]
    public void A_list_shows_nothing_that_the_type_has_not_and_leaves_out_what_the_portal_wrote_alone() =>
        Assert.All(OutputsOfOurs, type =>
        {
            var shown = Views.Where(static view => view.Element("ListControl") is not null)
                .Single(view => view.Descendants("TypeName").Single().Value == type.FullName)
                .Descendants("ListItem").Select(static item => (item.Element("Label") ?? item.Element("PropertyName"))!.Value).ToHashSet();
            var members = Properties(type).Select(static property => property.Name).Where(static name => name != "Raw").ToHashSet();
            if (type.Name != "Bitrix24Connection")
            {
                Assert.Equal(members.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
            }
        });

    [Fact]
    public void What_the_module_alone_can_make_is_given_by_a_cmdlet_or_by_what_one_gives()
    {
        var given = OutputsOfOurs.ToHashSet();
        for (IReadOnlyList<Type> next = [.. given]; next.Count > 0;)
        {
            next =
            [
                .. next.SelectMany(Properties).SelectMany(static property => TypesIn(property.PropertyType))
                    .Where(type => module.Assemblies.Contains(type.Assembly) && given.Add(type)),
            ];
        }

        // The tokens go to the script of -OnTokenRefreshed.
        Assert.Equal(
            ["OpenLines.Bitrix24Token"],
            module.Assemblies.Single(static assembly => assembly.GetName().Name == "OpenLines").GetExportedTypes()
                .Where(static type => type is { IsClass: true, IsAbstract: false } && BuiltModule.Cmdlet(type) is null)
                .Where(type => type.GetConstructors().Length == 0 && !given.Contains(type))
                .Select(static type => type.FullName));
    }

    [Fact]
    public void A_secret_is_given_out_to_the_script_of_its_user_alone() =>
        Assert.Equal(
            ["Bitrix24Token"],
            module.Assemblies.SelectMany(static assembly => assembly.GetExportedTypes())
                .Where(static type => Properties(type).Any(static property => IsSecret(property) && !IsParameter(property)))
                .Select(static type => type.Name),
            StringComparer.Ordinal);

    [Fact]
    public void What_a_cmdlet_says_that_it_gives_is_public()
    {
        var outputs = module.Cmdlets.Values.SelectMany(Outputs).ToList();
        Assert.NotEmpty(outputs);
        Assert.All(outputs, static type => Assert.True(type.IsVisible, type.FullName));
    }

    [Fact]
    public void Whatever_identifies_something_in_a_result_is_taken_by_a_cmdlet_under_that_name()
    {
        var taken = module.Cmdlets.Values.SelectMany(Properties)
            .Where(IsParameter)
            .SelectMany(static property => Aliases(property).Append(property.Name))
            .ToHashSet(StringComparer.Ordinal);
        var given = OutputsOfOurs
            .SelectMany(type => Properties(type).Select(property => (Type: type.Name, property.Name)))
            .Where(static property => property.Name.EndsWith("Id", StringComparison.Ordinal) || property.Name == "UserCode")
            .ToList();
        Assert.NotEmpty(given);
        Assert.Empty(
            given.Where(property => !taken.Contains(property.Name))
                .Select(static property => $"{property.Type}.{property.Name}")
                .Except(NamesOnly, StringComparer.Ordinal));
    }

    private IEnumerable<XElement> Views =>
        Directory.EnumerateFiles(module.Folder, "*.Format.ps1xml", SearchOption.AllDirectories)
            .SelectMany(static file => XDocument.Load(file).Descendants("View"));

    private IEnumerable<Type> OutputsOfOurs =>
        module.Cmdlets.Values.SelectMany(Outputs).Where(type => module.Assemblies.Contains(type.Assembly)).Distinct();

    private static IEnumerable<Type> TypesIn(Type type) =>
        type.IsArray ? TypesIn(type.GetElementType()!) : type.GetGenericArguments().SelectMany(TypesIn).Append(type);

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static);

    private static bool IsSecret(PropertyInfo property) => Secrets.Contains(property.PropertyType.FullName, StringComparer.Ordinal);

    private static bool IsParameter(PropertyInfo property) =>
        BuiltModule.Attribute(property, BuiltModule.Engine + ".ParameterAttribute") is not null;

    private static IEnumerable<Type> Outputs(Type cmdlet) =>
        cmdlet.GetCustomAttributesData()
            .Where(static data => data.AttributeType.FullName == BuiltModule.Engine + ".OutputTypeAttribute")
            .SelectMany(static data => Listed(data.ConstructorArguments[0]))
            .OfType<Type>();

    private static IEnumerable<string> Aliases(PropertyInfo property) =>
        BuiltModule.Attribute(property, BuiltModule.Engine + ".AliasAttribute") is { } aliases
            ? Listed(aliases.ConstructorArguments[0]).OfType<string>()
            : [];

    private static IEnumerable<object?> Listed(CustomAttributeTypedArgument argument) =>
        argument.Value is IEnumerable<CustomAttributeTypedArgument> many ? many.Select(static one => one.Value) : [argument.Value];
}
