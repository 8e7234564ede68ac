using System;
using System.Collections.Generic;

namespace Bitrix24.Rest;

/// <summary>What stands in the query of the address that a portal leads a browser to.</summary>
internal sealed class RedirectFields
{
    private const string Code = "code";
    private const char Question = '?';

    private static readonly char[] Separators = [Question, '&', '#'];

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private RedirectFields(string[] parts)
    {
        foreach (var part in parts)
        {
            var equals = part.IndexOf('=');
            if (equals >= 0)
            {
                _values[part.Substring(0, equals).Trim()] = Uri.UnescapeDataString(part.Substring(equals + 1).Replace('+', ' '));
            }
        }
    }

    /// <summary>A value, unescaped; empty where there is none of this name.</summary>
    public string this[string name] => _values.TryGetValue(name, out var value) ? value : "";

    /// <summary>Those of a query.</summary>
    /// <param name="query">The query, without its question mark.</param>
    public static RedirectFields OfQuery(string query) => new(query.Split('&'));

    /// <summary>
    /// Those of an address as people copy it: with its fragment, without its beginning, escaped once more on the way.
    /// </summary>
    /// <param name="text">What was pasted, without what stands around it.</param>
    /// <returns>Null where it is no address, and no part of one, but may be a code alone.</returns>
    public static RedirectFields? OfAddress(string text)
    {
        var address = text.IndexOf(Question) < 0 && text.IndexOf("%3F", StringComparison.OrdinalIgnoreCase) >= 0
            ? Uri.UnescapeDataString(text)
            : text;
        return address.IndexOfAny(Separators) >= 0
            || address.IndexOf("://", StringComparison.Ordinal) >= 0
            || address.StartsWith(Code + "=", StringComparison.Ordinal)
                ? new(address.Split(Separators))
                : null;
    }
}
