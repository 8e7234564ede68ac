using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using HelpPages.Pages;

namespace HelpPages.Maml;

/// <summary>The help file of a module, in the form that PowerShell reads, made of the pages of its cmdlets.</summary>
internal static class MamlText
{
    /// <summary>The text of the file; of the same pages it is the same on every system.</summary>
    /// <param name="pages">The pages.</param>
    /// <param name="columns">How wide a line is; null leaves each paragraph one line.</param>
    public static string Of(IEnumerable<CommandPage> pages, int? columns)
    {
        var items = new XElement(
            MamlName.Root + "helpItems",
            new XAttribute("schema", "maml"),
            new XAttribute(XNamespace.Xmlns + "maml", MamlName.Maml.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "command", MamlName.Command.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "dev", MamlName.Dev.NamespaceName),
            pages.Select(MamlCommand.Of));
        if (columns is { } width)
        {
            Break(items, width);
        }

        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(
            bytes,
            new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" }))
        {
            items.Save(writer);
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    // A synopsis stays one line: it is a cell of the table that Get-Help gives of several cmdlets.
    private static void Break(XElement items, int columns)
    {
        foreach (var paragraph in items.Descendants(MamlName.Maml + "para")
            .Where(static paragraph => !paragraph.Ancestors(MamlName.Command + "details").Any()))
        {
            paragraph.Value = BrokenText.Of(paragraph.Value, columns);
        }
    }
}
