using System.Collections;
using System.Management.Automation;

namespace OpenLines;

/// <summary>What a session presets for parameters in $PSDefaultParameterValues, while a command is typed that will have it.</summary>
internal static class PresetParameter
{
    private const string Variable = "$global:PSDefaultParameterValues";
    private const string Disabled = "Disabled";

    /// <summary>
    /// Finds it as the engine does: names may be patterns, and where several that fit say different things none counts.
    /// </summary>
    /// <param name="command">The name of the command.</param>
    /// <param name="parameter">The name of the parameter.</param>
    /// <param name="value">What is preset; a script block is one still, since only a run of the command runs it.</param>
    public static bool TryFind(string command, string parameter, out object? value)
    {
        value = null;
        var isFound = false;
        var isClear = true;
        if (Read() is not { } presets || IsDisabled(presets))
        {
            return false;
        }

        foreach (DictionaryEntry preset in presets)
        {
            if (BareValue.Of(preset.Key) is not string key || key.LastIndexOf(':') is not (> 0 and var colon))
            {
                continue;
            }

            var (forCommand, forParameter) = (key.Substring(0, colon).Trim(), key.Substring(colon + 1).Trim());
            if (IsLike(forCommand, command) && IsLike(forParameter, parameter))
            {
                isClear &= !isFound || Equals(value, preset.Value);
                (isFound, value) = (true, preset.Value);
            }
        }

        return isFound && isClear;
    }

    private static IDictionary? Read()
    {
        try
        {
            return BareValue.Of(ScriptBlock.Create(Variable).InvokeReturnAsIs()) as IDictionary;
        }
        catch (RuntimeException)
        {
            // Somebody has taken the variable away, and the session is a strict one.
            return null;
        }
    }

    private static bool IsDisabled(IDictionary presets) => presets.Contains(Disabled) && LanguagePrimitives.IsTrue(presets[Disabled]);

    private static bool IsLike(string pattern, string name) =>
        WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant).IsMatch(name);
}
