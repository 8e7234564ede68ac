using System;
using System.Runtime.CompilerServices;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// Remembers the value that each failure is about for as long as the failure lives: it may have come from a script block or from a column
/// of any name, so that nobody could read it from the record again.
/// </summary>
internal static class FailedValue
{
    private static readonly ConditionalWeakTable<Exception, NamedValue> ByFailure = new();

    /// <summary>Remembers the value of an item; null, and what is neither text nor number, is nothing that could be run again.</summary>
    /// <param name="failure">The failure; it must be the item's own.</param>
    /// <param name="parameter">The parameter that the value was for.</param>
    /// <param name="value">The bare value.</param>
    public static void Remember(Bitrix24Exception failure, string? parameter, object? value)
    {
        if (value is string or ValueType)
        {
            ByFailure.Add(failure, new(parameter, value));
        }
    }

    /// <summary>The value, and the parameter that it was for; null where there is none.</summary>
    public static NamedValue? Find(Exception failure) => ByFailure.TryGetValue(failure, out var value) ? value : null;
}
