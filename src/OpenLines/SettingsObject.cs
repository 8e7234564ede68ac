using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>The settings of a line as a script sees them: by the portal's names, and as what they are.</summary>
internal static class SettingsObject
{
    /// <param name="line">The line.</param>
    /// <param name="redaction">The connection's redaction.</param>
    public static PSObject Read(LineRecord line, Redaction redaction)
    {
        var settings = new PSObject();
        foreach (var name in line.Fields.Names)
        {
            var safe = redaction.Mask(name);
            if (safe.Length > 0 && settings.Properties[safe] is null)
            {
                settings.Properties.Add(new PSNoteProperty(safe, Value(line, name, redaction)));
            }
        }

        // By this name the format file has a view for it, in which no text of the portal can disguise another.
        settings.TypeNames.Insert(0, "OpenLines.LineSettings");
        return settings;
    }

    private static object? Value(LineRecord line, string name, Redaction redaction) => line.Value(name) switch
    {
        // Not of the form that is known: it stays what the portal wrote.
        null => JsonObject.Of(line.Fields.Field(name), redaction),
        string text => redaction.Mask(text),
        IReadOnlyList<string> texts => texts.Select(redaction.Mask).ToArray(),
        { } value => value,
    };
}
