using System;
using System.Linq;
using System.Text;
using Markdig.Syntax.Inlines;

namespace HelpPages.Pages;

/// <summary>A line of Markdown as plain text: PowerShell shows help without any markup.</summary>
internal static class InlineText
{
    public static string Of(ContainerInline? inlines) => inlines is null ? "" : Append(new(), inlines).ToString().Trim();

    private static StringBuilder Append(StringBuilder text, ContainerInline inlines) =>
        inlines.Aggregate(text, static (text, inline) => inline switch
        {
            LiteralInline literal => text.Append(literal.Content.AsSpan()),
            CodeInline code => text.Append(code.Content),
            LineBreakInline { IsHard: false } => text.Append(' '),
            HtmlEntityInline entity => text.Append(entity.Transcoded.AsSpan()),
            LinkInline { IsImage: false } link => AppendLink(text, link),
            EmphasisInline emphasis => Append(text, emphasis),
            _ => throw new FormatException($"{inline.GetType().Name} of line {inline.Line + 1} has no form in the help"),
        });

    private static StringBuilder AppendLink(StringBuilder text, LinkInline link) =>
        Append(text, (ContainerInline)link).Append(" (").Append(link.Url).Append(')');
}
