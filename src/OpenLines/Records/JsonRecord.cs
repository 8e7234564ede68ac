using System;
using System.Collections;
using System.Collections.Generic;
using System.Text.Json;

namespace OpenLines;

/// <summary>
/// Reads an element of a JSON document as a script means it: an object by its keys, an array as a list, all else as a value.
/// </summary>
internal static class JsonRecord
{
    /// <summary>The value of an element that is one; an object, an array, and a text that is no text stay as they are.</summary>
    public static object? ScalarOf(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString(),
                JsonValueKind.Number => NumberOf(element),
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                JsonValueKind.Null or JsonValueKind.Undefined => null,
                _ => element,
            };
        }
        catch (InvalidOperationException)
        {
            // Its document is disposed of, or it has half of a character: whoever reads it as a record is told.
            return element;
        }
    }

    /// <summary>Whether an element has keys. One that cannot be read any more counts too: reading its keys tells why.</summary>
    public static bool IsObject(JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    /// <summary>The elements of an array; null for any other element.</summary>
    public static IEnumerable? ListIn(JsonElement element) =>
        !IsObject(element) && element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : null;

    /// <summary>The keys of an object with their values.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> EntriesOf(JsonElement element)
    {
        foreach (var property in element.EnumerateObject())
        {
            yield return new(property.Name, property.Value);
        }
    }

    // A decimal keeps the digits that a double would lose; what fits in neither is shown as it was written.
    private static object NumberOf(JsonElement element) =>
        element.TryGetInt64(out var whole) ? whole : element.TryGetDecimal(out var number) ? number : element.GetRawText();
}
