using System;
using System.Collections.Generic;
using System.Linq;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace HelpPages.Pages;

/// <summary>A heading of a page with what stands under it.</summary>
internal sealed class PageSection
{
    private readonly string _file;
    private readonly List<Block> _blocks = [];
    private readonly List<PageSection> _sections = [];

    private PageSection(string file, string heading, int line) => (_file, Heading, Line) = (file, heading, line);

    public string Heading { get; }

    public int Line { get; }

    /// <summary>What stands before the first heading below this one.</summary>
    public IReadOnlyList<Block> Blocks => _blocks;

    /// <summary>The headings below this one.</summary>
    public IReadOnlyList<PageSection> Sections => _sections;

    /// <summary>The whole page; what stands before its title is the head.</summary>
    public static PageSection Of(string file, MarkdownDocument document)
    {
        var path = new List<PageSection> { new(file, "", 0) };
        foreach (var block in document.Where(static block => block is not LinkReferenceDefinitionGroup))
        {
            if (block is not HeadingBlock heading)
            {
                path[^1]._blocks.Add(block);
                continue;
            }

            var section = new PageSection(file, InlineText.Of(heading.Inline), block.Line + 1);
            if (heading.Level > path.Count)
            {
                throw section.Fault("stands too deep");
            }

            path.RemoveRange(heading.Level, path.Count - heading.Level);
            path[^1]._sections.Add(section);
            path.Add(section);
        }

        return path[0];
    }

    public FormatException Fault(string what) => new($"{_file}({Line}): \"{Heading}\": {what}.");

    /// <summary>Does something with the section, and names it where that fails.</summary>
    public T Take<T>(Func<PageSection, T> read)
    {
        try
        {
            return read(this);
        }
        catch (FormatException fault) when (!fault.Message.StartsWith(_file, StringComparison.Ordinal))
        {
            throw Fault(fault.Message);
        }
    }

    /// <summary>The texts, where the section has nothing but texts: a paragraph each, or a point of a list.</summary>
    public IReadOnlyList<string> Paragraphs() => Paragraphs(_blocks);

    /// <summary>The texts of some of its blocks.</summary>
    public IReadOnlyList<string> Paragraphs(IEnumerable<Block> blocks) => [.. blocks.SelectMany(block => block switch
    {
        ParagraphBlock paragraph => [InlineText.Of(paragraph.Inline)],
        ListBlock { IsOrdered: false } list => list.Cast<ListItemBlock>().SelectMany(Paragraphs),
        _ => throw Fault($"line {block.Line + 1} is neither a paragraph nor a list"),
    })];

    /// <summary>The one text that the section has.</summary>
    public string OnlyParagraph() => Paragraphs() is [var only] ? only : throw Fault("is not one paragraph");

    /// <summary>The blocks of a language, with the other blocks checked to be none.</summary>
    public IReadOnlyList<string> Code(string language) =>
        [.. _blocks.OfType<FencedCodeBlock>().Where(block => block.Info == language).Select(Lines)];

    /// <summary>What stands between the lines of dashes at the top of the page.</summary>
    public FieldList FrontMatter() =>
        _blocks.OfType<YamlFrontMatterBlock>().FirstOrDefault() is { } head
            ? FieldList.Read(Lines(head).Split('\n'))
            : throw Fault("the page has no front matter");

    private static string Lines(LeafBlock block) => block.Lines.ToString().Replace("\r\n", "\n", StringComparison.Ordinal);
}
