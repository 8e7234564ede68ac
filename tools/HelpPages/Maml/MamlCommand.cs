using System.Linq;
using System.Xml.Linq;
using HelpPages.Pages;

namespace HelpPages.Maml;

/// <summary>The help of one cmdlet.</summary>
internal static class MamlCommand
{
    public static XElement Of(CommandPage page) => new(
        MamlName.Command + "command",
        Details(page),
        MamlName.Description(page.Description),
        new XElement(MamlName.Command + "syntax", page.Syntax.Select(syntax => MamlParameter.Syntax(page, syntax.Set))),
        new XElement(MamlName.Command + "parameters", page.Parameters.Select(MamlParameter.Whole)),
        new XElement(MamlName.Command + "inputTypes", page.Inputs.Select(static type => Typed("inputType", type))),
        new XElement(MamlName.Command + "returnValues", page.Outputs.Select(static type => Typed("returnValue", type))),
        new XElement(MamlName.Maml + "alertSet", new XElement(MamlName.Maml + "alert", MamlName.Paragraphs(page.Notes))),
        new XElement(MamlName.Command + "examples", page.Examples.Select(Example)),
        new XElement(
            MamlName.Command + "relatedLinks",
            page.Links.Select(static link => Link(link.Text, link.IsAddress ? link.Target : ""))
                .Prepend(Link("Online Version:", page.OnlineVersion))));

    private static XElement Details(CommandPage page)
    {
        var parts = page.Name.Split('-', count: 2);
        return new(
            MamlName.Command + "details",
            new XElement(MamlName.Command + "name", page.Name),
            new XElement(MamlName.Command + "verb", parts[0]),
            new XElement(MamlName.Command + "noun", parts[1]),
            MamlName.Description([page.Synopsis]));
    }

    private static XElement Typed(string name, PageType type) => new(
        MamlName.Command + name,
        new XElement(MamlName.Dev + "type", new XElement(MamlName.Maml + "name", type.Name)),
        MamlName.Description(type.Description));

    private static XElement Example(PageExample example) => new(
        MamlName.Command + "example",
        new XElement(MamlName.Maml + "title", example.Heading),
        new XElement(MamlName.Dev + "code", example.Output is { } output ? $"{example.Code}\n\n{output}" : example.Code),
        // The empty paragraph keeps the next example apart on the screen.
        new XElement(MamlName.Dev + "remarks", MamlName.Paragraphs(example.Remarks.Append(""))));

    private static XElement Link(string text, string address) => new(
        MamlName.Maml + "navigationLink",
        new XElement(MamlName.Maml + "linkText", text),
        new XElement(MamlName.Maml + "uri", address));
}
