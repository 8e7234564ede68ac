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
    public static string Of(IEnumerable<CommandPage> pages)
    {
        var items = new XElement(
            MamlName.Root + "helpItems",
            new XAttribute("schema", "maml"),
            new XAttribute(XNamespace.Xmlns + "maml", MamlName.Maml.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "command", MamlName.Command.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "dev", MamlName.Dev.NamespaceName),
            pages.Select(MamlCommand.Of));
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(
            bytes,
            new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" }))
        {
            items.Save(writer);
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }
}
