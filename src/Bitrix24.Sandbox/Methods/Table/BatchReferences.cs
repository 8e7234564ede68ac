using System;
using System.Text.RegularExpressions;

namespace Bitrix24.Sandbox;

/// <summary>Puts earlier results of a batch in the place of <c>$result[key][field]</c> in a later command.</summary>
internal static class BatchReferences
{
    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(5);

    // A reference ends at white space and nowhere else: text glued to it is swallowed with it.
    private static readonly Regex Reference = new(
        @"\$(?<map>result|next|total|time|error)(?<path>\S*)", RegexOptions.IgnoreCase | Options, MatchTimeout);

    private static readonly Regex Step = new(@"\[(?<key>[^\]]+)\]", Options, MatchTimeout);

    public static PhpArray Resolve(PhpArray parameters, PhpArray results)
    {
        if (!HasReference(parameters))
        {
            return parameters;
        }

        var resolved = new PhpArray();
        foreach (var item in parameters)
        {
            resolved[item.Key] = item.Value switch
            {
                PhpArray inner => Resolve(inner, results),
                string text => Replace(text, results),
                _ => item.Value,
            };
        }

        return resolved;
    }

    private static bool HasReference(PhpArray parameters)
    {
        foreach (var item in parameters)
        {
            if (item.Value is PhpArray inner ? HasReference(inner) : item.Value is string text && text.IndexOf('$') >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static object? Replace(string text, PhpArray results)
    {
        var replaced = text;
        foreach (Match match in Reference.Matches(text))
        {
            var steps = Step.Matches(match.Groups["path"].Value);
            if (steps.Count == 0)
            {
                continue;
            }

            var value = Follow(results[match.Groups["map"].Value], steps);
            if (match.Value == text)
            {
                return value;
            }

            if (value is string or long or int or double)
            {
                replaced = replaced.Replace(match.Value, PhpValue.ToText(value));
            }
        }

        return replaced;
    }

    // A step that leads nowhere is no error: what was found so far is the value, be it the array of all results.
    private static object? Follow(object? value, MatchCollection steps)
    {
        foreach (Match step in steps)
        {
            if (value is not PhpArray array || array[step.Groups["key"].Value] is not { } next)
            {
                break;
            }

            value = next;
        }

        return value;
    }
}
