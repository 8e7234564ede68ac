using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace HelpPages.Pages;

/// <summary>Reads a page in the form of PlatyPS (schema 2.0.0), and nothing that is not of this form.</summary>
internal static partial class PageReader
{
    private const string Common = "CommonParameters";

    private static readonly string[] Headings =
    [
        "SYNOPSIS", "SYNTAX", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS",
    ];

    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().UseYamlFrontMatter().Build();

    /// <summary>The page of a text.</summary>
    /// <param name="file">The name by which faults are told.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is no such page; the message tells the file, the line and why.</exception>
    public static CommandPage Read(string file, string text) =>
        PageSection.Of(file, Markdig.Markdown.Parse(text, Markdown)).Take(static page => Read(page));

    private static CommandPage Read(PageSection page)
    {
        var head = page.FrontMatter().Expect("", "external help file", "Module Name", "online version", "schema");
        if (head["external help file"] != "OpenLines.dll-Help.xml" || head["Module Name"] != "OpenLines" || head["schema"] != "2.0.0")
        {
            throw page.Fault("the front matter is that of another file, module or schema");
        }

        if (page.Sections is not [var body]
            || !body.Sections.Select(static one => one.Heading).SequenceEqual(Headings, StringComparer.Ordinal))
        {
            throw page.Fault($"the headings are not {string.Join(", ", Headings)}");
        }

        var sections = body.Sections.ToDictionary(static section => section.Heading, StringComparer.Ordinal);
        return new(
            body.Heading,
            head["online version"],
            sections["SYNOPSIS"].Take(static section => section.OnlyParagraph()),
            sections["SYNTAX"].Take(Syntax),
            sections["DESCRIPTION"].Take(static section => section.Paragraphs()),
            [.. sections["EXAMPLES"].Sections.Select(static (section, index) => section.Take(one => Example(one, index + 1)))],
            [.. sections["PARAMETERS"].Sections.Where(static one => one.Heading != Common).Select(static one => one.Take(Parameter))],
            [.. sections["INPUTS"].Sections.Select(static one => one.Take(Type))],
            [.. sections["OUTPUTS"].Sections.Select(static one => one.Take(Type))],
            sections["NOTES"].Take(static section => section.Paragraphs()),
            [.. sections["RELATED LINKS"].Take(Links)]);
    }

    private static List<PageSyntax> Syntax(PageSection section) => section.Sections.Count == 0
        ? [new(Set: null, IsDefault: true, OnlyCode(section))]
        : [.. section.Sections.Select(static one => one.Take(SyntaxOfSet))];

    private static PageSyntax SyntaxOfSet(PageSection section) =>
        new(section.Heading.Split(' ')[0], section.Heading.EndsWith(" (Default)", StringComparison.Ordinal), OnlyCode(section));

    private static string OnlyCode(PageSection section) =>
        section.Code("powershell") is [var only] ? only : throw new FormatException("is not one block of PowerShell");

    private static PageExample Example(PageSection section, int number)
    {
        var isNumbered = ExampleHeading().Match(section.Heading) is { Success: true } heading
            && heading.Groups["number"].Value == number.ToString(CultureInfo.InvariantCulture);
        if (OnlyCode(section).Contains("\n\n", StringComparison.Ordinal))
        {
            // In MAML it would end what is typed and begin what is shown.
            throw new FormatException("the code has an empty line");
        }

        return isNumbered
            ? new(section.Heading, OnlyCode(section), section.Code("output").SingleOrDefault(), section.Paragraphs(Texts(section)))
            : throw new FormatException($"is not Example {number}: and a title");
    }

    private static PageParameter Parameter(PageSection section) =>
        section.Heading.StartsWith('-') && section.Code("yaml") is { Count: > 0 } forms
            ? new(
                section.Heading[1..],
                section.Paragraphs(Texts(section)),
                [.. forms.Select(static form => Form(FieldList.Read(form.Split('\n'))))])
            : throw new FormatException("is not -Name with a block of yaml");

    private static ParameterForm Form(FieldList fields)
    {
        fields.Expect(
            "Accepted values",
            "Type",
            "Parameter Sets",
            "Aliases",
            "Required",
            "Position",
            "Default value",
            "Accept pipeline input",
            "Accept wildcard characters");
        return new(
            fields["Type"],
            fields["Parameter Sets"] == "(All)" ? null : fields.List("Parameter Sets"),
            fields["Aliases"],
            fields.List("Accepted values"),
            fields.Truth("Required"),
            fields["Position"] == "Named" ? null : int.Parse(fields["Position"], NumberStyles.None, CultureInfo.InvariantCulture),
            fields["Default value"],
            fields["Accept pipeline input"],
            fields.Truth("Accept wildcard characters"));
    }

    private static PageType Type(PageSection section) => new(section.Heading, section.Paragraphs());

    // A link a paragraph, and nothing else in it.
    private static IEnumerable<PageLink> Links(PageSection section) => section.Blocks.Select(static block =>
        block is ParagraphBlock { Inline.FirstChild: LinkInline { Url: { } target, NextSibling: null } link }
            ? new PageLink(InlineText.Of(link), target)
            : throw new FormatException($"line {block.Line + 1} is not one link"));

    private static IEnumerable<Block> Texts(PageSection section) => section.Blocks.Where(static block => block is not FencedCodeBlock);

    [GeneratedRegex(@"^\w+ (?<number>\d+): \S", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ExampleHeading();
}
