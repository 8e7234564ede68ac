using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using HelpPages;
using HelpPages.Pages;
using OpenLines.Tests.Contract;
using OpenLines.Tests.Shape;

namespace OpenLines.Tests.Help;

/// <summary>The help says the same in every language: only its words differ.</summary>
public sealed partial class PageParityTests(BuiltModule module) : IClassFixture<BuiltModule>
{
    private static readonly Dictionary<string, CommandPage> English = Pages(HelpCulture.English);

    private static readonly Dictionary<string, CommandPage> Russian = Pages(HelpCulture.Russian);

    [Fact]
    public void What_is_no_prose_is_the_same() => Findings.AreNone(
        from page in Russian.Values
        where English.ContainsKey(page.Name)
        from difference in Differences(English[page.Name], page)
        select $"docs/ru/{page.Name}.md: {difference}");

    [Fact]
    public void Nothing_is_left_out() => Findings.AreNone(
        from page in Russian.Values
        where English.ContainsKey(page.Name)
        from left in Texts(English[page.Name]).Zip(Texts(page))
        where left.First.Count != left.Second.Count
        select $"docs/ru/{page.Name}.md has {left.Second.Count} texts of {left.First.Place}, and docs/en-US {left.First.Count}");

    [Fact]
    public void Every_error_is_named_where_the_other_language_names_it()
    {
        var ids = module.FindType("Bitrix24.Rest.OwnErrorId")!.GetFields()
            .Select(static field => (string)field.GetRawConstantValue()!)
            .ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(ids);
        Findings.AreNone(
            from page in Russian.Values
            where English.ContainsKey(page.Name)
            from texts in Texts(English[page.Name]).Zip(Texts(page))
            let english = Errors(texts.First.All, ids)
            let russian = Errors(texts.Second.All, ids)
            where !english.SetEquals(russian)
            select $"docs/ru/{page.Name}.md: {texts.First.Place} names {Listed(russian)} and not {Listed(english)}");
    }

    [Fact]
    public void What_is_in_Russian_is_not_in_English() => Findings.AreNone(
        from page in Russian.Values
        from texts in Texts(page)
        where texts.All.Length > 0 && !Cyrillic().IsMatch(texts.All)
        select $"docs/ru/{page.Name}.md: {texts.Place}");

    private static Dictionary<string, CommandPage> Pages(HelpCulture culture) =>
        HelpFolders.Of(culture).ReadPages().ToDictionary(static page => page.Name, StringComparer.Ordinal);

    private static IEnumerable<string> Differences(CommandPage english, CommandPage russian)
    {
        foreach (var (what, of) in Facts)
        {
            var (there, here) = (of(english).ToList(), of(russian).ToList());
            foreach (var fact in here.Except(there, StringComparer.Ordinal).Select(static fact => "has " + fact)
                .Concat(there.Except(here, StringComparer.Ordinal).Select(static fact => "lacks " + fact)))
            {
                yield return $"{what} {fact}";
            }

            if (there.Count != here.Count)
            {
                yield return $"{what}: {here.Count}, and {there.Count} in docs/en-US";
            }
        }
    }

    private static readonly (string What, Func<CommandPage, IEnumerable<string>> Of)[] Facts =
    [
        ("the syntax", static page => page.Syntax.Select(static syntax => $"{syntax.Set} {syntax.IsDefault} {syntax.Text}")),
        ("the parameters", static page => page.Parameters.SelectMany(static one => one.Forms.Select(form => Fact(one.Name, form)))),
        ("the code", static page => page.Examples.Select(static example => Comment().Replace(example.Code, "#"))),
        ("what is shown", static page => page.Examples.Select(static example => example.Output ?? "nothing")),
        ("the members", static page => page.Inputs.Concat(page.Outputs).SelectMany(static type => type.Description).SelectMany(Members)),
        ("the types", static page => page.Inputs.Concat(page.Outputs).Select(static type => type.Name)),
        ("the links", static page => page.Links.Select(static link => Topic().Replace(
            link.Target.Replace("https://apidocs.bitrix24.ru/", "https://apidocs.bitrix24.com/", StringComparison.Ordinal),
            "/en-US/"))),
    ];

    // The words for a default value are translated where they are no value.
    private static string Fact(string name, ParameterForm form) =>
        $"{name}: {form with { Sets = null, Values = [], Default = Word().IsMatch(form.Default) ? "" : form.Default }}, "
            + $"{Listed(form.Sets ?? ["(All)"])}, {Listed(form.Values)}";

    // What a point of a list begins with, such as ChatId (Int64), DialogId (String).
    private static IEnumerable<string> Members(string text) => Head().Match(text) is { Success: true } head
        ? Member().Matches(InParentheses().Replace(head.Value, "")).Select(static name => name.Value)
        : [];

    private static string Listed(IEnumerable<string> values) => string.Join(", ", values.Order(StringComparer.Ordinal));

    private static IEnumerable<PageTexts> Texts(CommandPage page) =>
    [
        new("the synopsis", [page.Synopsis]),
        new("the description", page.Description),
        .. page.Examples.Select(static (example, index) => new PageTexts($"example {index + 1}", example.Remarks)),
        .. page.Parameters.Select(static parameter => new PageTexts("-" + parameter.Name, parameter.Description)),
        .. page.Inputs.Concat(page.Outputs).Select(static type => new PageTexts(type.Name, type.Description)),
        new("the notes", page.Notes),
    ];

    // Ours, and those of a portal that cannot be words of a sentence.
    private static HashSet<string> Errors(string text, HashSet<string> ids) =>
        Name().Matches(text).Select(static name => name.Value)
            .Where(name => ids.Contains(name) || name.Contains('_', StringComparison.Ordinal))
            .ToHashSet(StringComparer.Ordinal);

    private sealed record PageTexts(string Place, IReadOnlyList<string> Paragraphs)
    {
        public int Count => Paragraphs.Count;

        public string All => string.Join('\n', Paragraphs);
    }

    [GeneratedRegex(@"(?<=^|\s)#\s.*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comment();

    [GeneratedRegex("/(en-US|ru)/", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Topic();

    [GeneratedRegex(@"\p{L}\s+\p{L}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"^[A-Z]\w*( \([^)]*\))?(, [A-Z]\w*( \([^)]*\))?)*: ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Head();

    [GeneratedRegex(@"\([^)]*\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InParentheses();

    [GeneratedRegex(@"\w+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Member();

    [GeneratedRegex(@"\p{IsCyrillic}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Cyrillic();

    [GeneratedRegex(@"\b[A-Z]\w+\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
