using System;
using System.Data.SqlTypes;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenLines;

/// <summary>
/// The text, number or the like that a library wraps in a type of its own: JSON, databases, and whatever says of itself that it can be
/// converted. An operator's script sees no difference between these and the plain value.
/// </summary>
internal static class ScalarValue
{
    /// <summary>The plain value; what is none, or cannot be had, stays as it is.</summary>
    public static object? Of(object? value) => value switch
    {
        null or string or Enum or decimal or DateTime => value,
        DBNull => null,
        JsonElement element => JsonRecord.ScalarOf(element),
        JsonValue json => OfJson(json),
        INullable database => OfDatabase(database),
        IConvertible scalar when !scalar.GetType().IsPrimitive => OfConvertible(scalar),
        _ => value,
    };

    private static object? OfJson(JsonValue json) => json.TryGetValue<object>(out var value) && value is not JsonValue ? Of(value) : json;

    private static object? OfDatabase(INullable database) =>
        database.IsNull ? null : database.GetType().GetProperty("Value")?.GetValue(database) ?? database;

    private static object? OfConvertible(IConvertible scalar)
    {
        try
        {
            return scalar.GetTypeCode() switch
            {
                TypeCode.Empty or TypeCode.DBNull => null,
                TypeCode.Object => scalar,
                var code => Convert.ChangeType(scalar, code, provider: null),
            };
        }
#pragma warning disable CA1031 // Code of whoever made the type, and its failure must not cost the other items their outcomes.
        catch (Exception)
#pragma warning restore CA1031
        {
            return scalar;
        }
    }
}
