using System.Collections.Generic;
using System.Collections.Specialized;
using System.Management.Automation;
using System.Text.Json;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Makes of JSON the objects that ConvertFrom-Json would make of it, without the secrets of the connection.</summary>
internal static class JsonObject
{
    /// <param name="value">The JSON.</param>
    /// <param name="redaction">The connection's redaction.</param>
    /// <returns>Objects with properties, lists, texts, numbers, true and false; null for what is null.</returns>
    public static object? Of(JsonValue value, Redaction redaction)
    {
        if (!value.IsGiven)
        {
            return null;
        }

        var reader = new Utf8JsonReader(value.Json.Span, JsonText.Options);
        reader.Read();
        return Read(ref reader, redaction);
    }

    private static object? Read(ref Utf8JsonReader reader, Redaction redaction) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader, redaction),
        JsonTokenType.StartArray => ReadList(ref reader, redaction),
        JsonTokenType.String => TextOf(ref reader, redaction),
        JsonTokenType.Number when reader.TryGetInt64(out var whole) => whole,
        JsonTokenType.Number => reader.TryGetDecimal(out var exact) ? exact : reader.GetDouble(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => null,
    };

    private static object?[] ReadList(ref Utf8JsonReader reader, Redaction redaction)
    {
        List<object?> list = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            list.Add(Read(ref reader, redaction));
        }

        return [.. list];
    }

    private static object ReadObject(ref Utf8JsonReader reader, Redaction redaction)
    {
        var result = new PSObject();
        OrderedDictionary? entries = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = TextOf(ref reader, redaction);
            reader.Read();
            var value = Read(ref reader, redaction);

            // An object of PowerShell knows no properties that differ by case only, and none without a name: keys do.
            if (entries is null && (name.Length == 0 || result.Properties[name] is not null))
            {
                entries = [];
                foreach (var property in result.Properties)
                {
                    entries[property.Name] = property.Value;
                }
            }

            if (entries is not null)
            {
                entries[name] = value;
            }
            else
            {
                result.Properties.Add(new PSNoteProperty(name, value), preValidated: true);
            }
        }

        return (object?)entries ?? result;
    }

    // Half of a surrogate pair is no text of anybody's.
    private static string TextOf(ref Utf8JsonReader reader, Redaction redaction) => redaction.Mask(JsonText.Of(ref reader) ?? "\uFFFD");
}
