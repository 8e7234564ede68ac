using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace Bitrix24.Rest;

/// <summary>
/// The fields of an object of an answer, kept beyond the answer: each is read as what it is wanted as, since the portal's modules write the
/// same thing as a number and as text, and an empty map as an empty list. A field that is not there, or that is of another form, is null.
/// </summary>
internal sealed class JsonFields
{
    private const int Most = 1000;
    private const int LongestName = 128;

    /// <summary>An object without fields.</summary>
    public static readonly JsonFields None = new(default);

    private readonly Lazy<Dictionary<string, JsonValue>> _fields;

    private JsonFields(ReadOnlyMemory<byte> json)
    {
        Json = new(json);
        _fields = new(() => Read(json));
    }

    /// <summary>The whole object as it was answered.</summary>
    public JsonValue Json { get; }

    /// <summary>The names of its fields.</summary>
    public IEnumerable<string> Names => _fields.Value.Keys;

    /// <summary>A copy of an object.</summary>
    /// <exception cref="FormatException">It is none; an empty list is one without fields.</exception>
    public static JsonFields CopyOf(JsonValue value) => In(new(value.Json.ToArray()));

    /// <summary>An object of what has been copied.</summary>
    /// <inheritdoc cref="CopyOf" path="/exception"/>
    public static JsonFields In(JsonValue value) =>
        value.Kind == JsonValueKind.Object || IsEmptyList(value) ? new(value.Json) : throw new FormatException();

    public JsonValue Field(string name) => _fields.Value.TryGetValue(name, out var value) ? value : default;

    /// <inheritdoc cref="JsonValue.Text"/>
    public string? Text(string name) => Field(name).Text();

    /// <summary>The text of a field that may be long, such as a message.</summary>
    public string? LongText(string name) => Field(name) is { Kind: JsonValueKind.String } text ? text.Begin(int.MaxValue) : Text(name);

    /// <inheritdoc cref="JsonValue.Number"/>
    public long? Number(string name) => Field(name).Number();

    /// <summary>An id; null where there is none, which the portal writes as 0 too.</summary>
    public long? Id(string name) => Number(name) is > 0 and var id ? id : null;

    /// <inheritdoc cref="JsonValue.Flag"/>
    public bool? Flag(string name) => Field(name).Flag();

    /// <inheritdoc cref="JsonValue.Time"/>
    public DateTimeOffset? Time(string name) => Field(name).Time();

    /// <summary>An object within it; one without fields where there is none.</summary>
    public JsonFields Map(string name) => Field(name) is { Kind: JsonValueKind.Object } map ? new(map.Json) : new(default);

    /// <summary>The values of a list or a map.</summary>
    /// <param name="name">The field.</param>
    /// <param name="most">How many at the most.</param>
    public IReadOnlyList<JsonValue> Values(string name, int most = int.MaxValue) => Field(name).Values(most);

    /// <summary>The objects of a list or a map; what is none is left out.</summary>
    public IEnumerable<JsonFields> Maps(string name) =>
        Values(name).Where(static value => value.Kind == JsonValueKind.Object).Select(static value => new JsonFields(value.Json));

    private static bool IsEmptyList(JsonValue value) => value.Kind == JsonValueKind.Array && value.Values(1).Count == 0;

    private static Dictionary<string, JsonValue> Read(ReadOnlyMemory<byte> json)
    {
        var fields = new Dictionary<string, JsonValue>(StringComparer.Ordinal);
        if (new JsonValue(json).Kind != JsonValueKind.Object)
        {
            return fields;
        }

        var reader = new Utf8JsonReader(json.Span, JsonText.Options);
        reader.Read();
        while (fields.Count < Most && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // A name that is longer than any of the portal's, or that is no Unicode, is none that anybody asks for.
            var name = reader.ValueSpan.Length <= LongestName ? JsonText.Of(ref reader) : null;
            reader.Read();
            var value = JsonValue.Take(ref reader, json);
            if (name is not null)
            {
                fields[name] = value;
            }
        }

        return fields;
    }
}
