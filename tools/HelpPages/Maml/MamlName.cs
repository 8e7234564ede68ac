using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace HelpPages.Maml;

/// <summary>The names of MAML, and the elements that stand everywhere in it.</summary>
internal static class MamlName
{
    public static readonly XNamespace Root = "http://msh";
    public static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    public static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    public static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static XElement Description(IEnumerable<string> paragraphs) => new(Maml + "description", Paragraphs(paragraphs));

    public static IEnumerable<XElement> Paragraphs(IEnumerable<string> paragraphs) =>
        paragraphs.Select(static text => new XElement(Maml + "para", text));
}
