using System.Collections.Generic;
using System.Linq;

namespace HelpPages.Pages;

/// <summary>A way to call a cmdlet, as its parameters make it.</summary>
internal static class SyntaxText
{
    private const int Columns = 110;

    public static string Of(CommandPage page, string? set)
    {
        var lines = new List<string> { page.Name };
        foreach (var part in page.ParametersIn(set).Select(static one => Part(one.Name, one.Form)).Append("[<CommonParameters>]"))
        {
            if (lines[^1].Length + part.Length + 1 > Columns)
            {
                lines.Add(" " + part);
            }
            else
            {
                lines[^1] += " " + part;
            }
        }

        return string.Join('\n', lines);
    }

    private static string Part(string name, ParameterForm form)
    {
        var named = form.Position is null || form.IsSwitch ? $"-{name}" : $"[-{name}]";
        var part = form.IsSwitch ? named : $"{named} <{form.ShortType}>";
        return form.IsRequired ? part : $"[{part}]";
    }
}
