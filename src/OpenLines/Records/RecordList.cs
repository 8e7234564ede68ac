using System;
using System.Collections;
using System.Management.Automation;
using System.Numerics;
using System.Text.Json;

namespace OpenLines;

/// <summary>Tells a list from a record and both from a plain value, as PowerShell itself understands it.</summary>
internal static class RecordList
{
    /// <summary>The records of a record that is a list; null for any other.</summary>
    public static IEnumerable? In(object? record)
    {
        var bare = BareValue.Of(record);
        return IsScalar(bare) || bare is PSObject || KeyedRecord.Is(bare) ? null
            : bare is JsonElement element ? JsonRecord.ListIn(element)
            : LanguagePrimitives.GetEnumerable(bare);
    }

    /// <summary>Whether a value has no properties that could hold another one.</summary>
    public static bool IsScalar(object? bare) =>
        bare is null or string or decimal or DateTime or DateTimeOffset or TimeSpan or Guid or BigInteger or Enum
        || bare.GetType().IsPrimitive;
}
