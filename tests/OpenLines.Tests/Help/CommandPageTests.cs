using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using HelpPages.Pages;
using OpenLines.Tests.Contract;
using OpenLines.Tests.Shape;

namespace OpenLines.Tests.Help;

/// <summary>What a page of the help says, beside what PowerShell itself compares with the cmdlet in Help.Tests.ps1.</summary>
public sealed partial class CommandPageTests(BuiltModule module) : IClassFixture<BuiltModule>
{
    [Theory]
    [InlineData("en-US")]
    [InlineData("ru")]
    public void Every_cmdlet_has_a_page_and_nothing_else_has(string culture) =>
        Assert.Equal(
            module.Cmdlets.Keys.Order(StringComparer.Ordinal),
            HelpFolders.Of(culture).ReadPages().Select(static page => page.Name),
            StringComparer.Ordinal);

    [Theory]
    [InlineData("en-US")]
    [InlineData("ru")]
    public void A_page_can_be_read_where_it_says(string culture) => Findings.AreNone(
        HelpFolders.Of(culture).ReadPages()
            .Select(page => (page.OnlineVersion, Address: HelpFolders.Addresses.Of(new(culture), page.Name)))
            .Where(static page => page.OnlineVersion != page.Address)
            .Select(static page => $"{page.OnlineVersion} is {page.Address} now: dotnet run --project tools/HelpPages"));

    [Theory]
    [InlineData("en-US")]
    [InlineData("ru")]
    public void A_page_shows_the_calls_that_its_parameters_make(string culture) => Findings.AreNone(
        from page in HelpFolders.Of(culture).ReadPages()
        from syntax in page.Syntax
        let made = SyntaxText.Of(page, syntax.Set)
        where made != syntax.Text
        select $"docs/{culture}/{page.Name}.md: the syntax{(syntax.Set is null ? "" : " of " + syntax.Set)} is\n{made}");

    [Theory]
    [InlineData("en-US")]
    [InlineData("ru")]
    public void A_page_has_the_parameter_sets_of_its_cmdlet(string culture) => Findings.AreNone(
        from page in HelpFolders.Of(culture).ReadPages()
        let sets = page.Syntax.Where(static syntax => syntax.Set is not null)
            .Select(static syntax => syntax.Set + (syntax.IsDefault ? " (Default)" : ""))
        let real = ParameterSets(module.Cmdlets[page.Name])
        where !sets.Order(StringComparer.Ordinal).SequenceEqual(real, StringComparer.Ordinal)
        select $"docs/{culture}/{page.Name}.md has {string.Join(", ", sets)} and not {string.Join(", ", real)}");

    [Theory]
    [InlineData("en-US")]
    [InlineData("ru")]
    public void The_links_of_a_page_begin_with_what_its_cmdlet_leads_to(string culture) => Findings.AreNone(
        from page in HelpFolders.Of(culture).ReadPages()
        let expected = Named(module.Cmdlets[page.Name], "HelpUri")
        let first = page.Links[0].Target
        where !IsPortalPage(first) || (expected is not null && WithoutCulture(first) != expected)
        select $"docs/{culture}/{page.Name}.md begins with {first} and not with {expected}");

    [Theory]
    [InlineData("en-US")]
    [InlineData("ru")]
    public void A_page_links_the_pages_of_all_methods_that_its_cmdlet_calls(string culture)
    {
        var pages = HelpFolders.Of(culture).ReadPages().ToDictionary(static page => page.Name, StringComparer.Ordinal);
        var rows = MethodRow().Matches(File.ReadAllText(Path.Combine(module.Root, "docs", "methods.md")));
        Assert.NotEmpty(rows);
        Findings.AreNone(
            from row in rows
            from cmdlet in row.Groups["cmdlets"].Value.Split(", ").Select(static name => name.Trim('`'))
            where pages.ContainsKey(cmdlet)
            where !pages[cmdlet].Links.Any(link => WithoutCulture(link.Target) == row.Groups["uri"].Value)
            select $"docs/{culture}/{cmdlet}.md does not link {row.Groups["uri"].Value}");
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("ru")]
    public void A_link_to_a_file_leads_to_one(string culture) => Findings.AreNone(
        from page in HelpFolders.Of(culture).ReadPages()
        from link in page.Links
        where !link.IsAddress
        let file = Path.Combine(module.Root, "docs", culture, link.Target)
        where !File.Exists(file) || Path.GetFileName(file).Split('.')[0] != link.Text
        select $"docs/{culture}/{page.Name}.md: {link.Text} is not {link.Target}");

    private static bool IsPortalPage(string address) =>
        WithoutCulture(address).StartsWith("https://apidocs.bitrix24.com/", StringComparison.Ordinal);

    // The same pages in Russian.
    private static string WithoutCulture(string address) =>
        address.Replace("https://apidocs.bitrix24.ru/", "https://apidocs.bitrix24.com/", StringComparison.Ordinal);

    private static string? Named(Type cmdlet, string argument) =>
        BuiltModule.Cmdlet(cmdlet)!.NamedArguments.SingleOrDefault(one => one.MemberName == argument).TypedValue.Value as string;

    // None where a cmdlet has but one.
    private static List<string> ParameterSets(Type cmdlet)
    {
        var normal = Named(cmdlet, "DefaultParameterSetName");
        return
        [
            .. cmdlet.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .SelectMany(static property => property.GetCustomAttributesData())
                .Where(static data => data.AttributeType.FullName == BuiltModule.Engine + ".ParameterAttribute")
                .SelectMany(static data => data.NamedArguments)
                .Where(static argument => argument.MemberName == "ParameterSetName")
                .Select(static argument => (string?)argument.TypedValue.Value)
                .Append(normal)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Select(set => set + (set == normal ? " (Default)" : ""))
                .Order(StringComparer.Ordinal),
        ];
    }

    [GeneratedRegex(
        @"^\| \[[^]]+\]\((?<uri>[^)]+)\) \| (?<cmdlets>[^|]+?) \|",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex MethodRow();
}
