using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using HelpPages.Pages;

namespace HelpPages.Maml;

/// <summary>The parameters of a cmdlet: each as a whole, and in the ways to call it.</summary>
internal static class MamlParameter
{
    public static XElement Syntax(CommandPage page, string? set) => new(
        MamlName.Command + "syntaxItem",
        new XElement(MamlName.Maml + "name", page.Name),
        page.ParametersIn(set).Select(static parameter => Element(parameter.Name, parameter.Form, InSyntax(parameter.Form))));

    public static XElement Whole(PageParameter parameter)
    {
        var form = parameter.Forms[0];
        return Element(
            parameter.Name,
            form,
            [
                MamlName.Description(parameter.Description),
                Value(form),
                new(MamlName.Dev + "type", new XElement(MamlName.Maml + "name", form.Type), new XElement(MamlName.Maml + "uri")),
                new(MamlName.Dev + "defaultValue", form.Default),
            ]);
    }

    private static XElement Element(string name, ParameterForm form, IEnumerable<XElement> content) => new(
        MamlName.Command + "parameter",
        new XAttribute("required", form.IsRequired),
        new XAttribute("variableLength", true),
        new XAttribute("globbing", form.HasWildcards),
        new XAttribute("pipelineInput", form.PipelineInput),
        new XAttribute("position", form.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
        new XAttribute("aliases", form.Aliases.Length > 0 ? form.Aliases : "none"),
        new XElement(MamlName.Maml + "name", name),
        content);

    private static IEnumerable<XElement> InSyntax(ParameterForm form)
    {
        if (form.Values.Count > 0)
        {
            yield return new(MamlName.Command + "parameterValueGroup", form.Values.Select(static value => Value(isRequired: false, value)));
        }

        if (!form.IsSwitch)
        {
            yield return Value(form);
        }
    }

    private static XElement Value(ParameterForm form) => Value(!form.IsSwitch, form.ShortType);

    private static XElement Value(bool isRequired, string text) => new(
        MamlName.Command + "parameterValue",
        new XAttribute("required", isRequired),
        new XAttribute("variableLength", false),
        text);
}
