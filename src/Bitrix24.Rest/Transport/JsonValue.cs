using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;

namespace Bitrix24.Rest;

/// <summary>
/// A value of an answer: the bytes in which it stands. Nothing is built of it but what is asked for, and that has a bound, so a hostile
/// answer costs no more than its body. Valid until the answer is disposed of.
/// </summary>
/// <param name="json">Valid JSON, since an answer is read through before any value of it is; none where there is no value.</param>
internal readonly struct JsonValue(ReadOnlyMemory<byte> json)
{
    /// <summary>Longer than anything that an answer says in a word or a number.</summary>
    public const int LongestText = 1024;

    private const int LongestTime = 12;

    // The last of the year 9999.
    private const long LastSecond = 253_402_300_799;

    private readonly ReadOnlyMemory<byte> _json = json;

    public ReadOnlyMemory<byte> Json => _json;

    public JsonValueKind Kind => _json.IsEmpty ? JsonValueKind.Undefined : _json.Span[0] switch
    {
        (byte)'{' => JsonValueKind.Object,
        (byte)'[' => JsonValueKind.Array,
        (byte)'"' => JsonValueKind.String,
        (byte)'t' => JsonValueKind.True,
        (byte)'f' => JsonValueKind.False,
        (byte)'n' => JsonValueKind.Null,
        _ => JsonValueKind.Number,
    };

    /// <summary>Whether there is a value, be it null.</summary>
    public bool IsGiven => !_json.IsEmpty;

    /// <summary>The value on which a reader stands; it is left on its end.</summary>
    /// <param name="reader">Reads the JSON.</param>
    /// <param name="json">The whole JSON that it reads.</param>
    public static JsonValue Take(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new(json.Slice(start, (int)reader.BytesConsumed - start));
    }

    /// <summary>The field of an object; none where there is no such field or no object. Of one that comes twice the last counts.</summary>
    public JsonValue Field(ReadOnlySpan<byte> name)
    {
        JsonValue found = default;
        if (Kind == JsonValueKind.Object)
        {
            var reader = Begin();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isIt = JsonText.IsNamed(ref reader, name);
                reader.Read();
                if (isIt)
                {
                    found = Take(ref reader, _json);
                }
                else
                {
                    reader.Skip();
                }
            }
        }

        return found;
    }

    /// <summary>The first values of a list, or of an object whatever their names; none of anything else.</summary>
    /// <param name="most">How many at the most.</param>
    public List<JsonValue> Values(int most)
    {
        List<JsonValue> values = [];
        if (Kind is JsonValueKind.Array or JsonValueKind.Object)
        {
            var reader = Begin();
            while (values.Count < most && reader.Read() && reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    reader.Read();
                }

                values.Add(Take(ref reader, _json));
            }
        }

        return values;
    }

    /// <summary>
    /// A string, or a number as it stands there; null for anything else, for text that is no valid Unicode, and for more than
    /// <see cref="LongestText"/> characters.
    /// </summary>
    public string? Text() => Begin(LongestText + 1) is { Length: <= LongestText } text ? text : null;

    /// <summary>The same, but of a longer one its beginning: for what is only shown.</summary>
    /// <param name="longest">How many characters are wanted; it may be one more.</param>
    public string? Begin(int longest) => Kind switch
    {
        JsonValueKind.String => JsonText.Begin(_json.Span, longest),
        JsonValueKind.Number => JsonText.Digits(_json.Span, longest),
        _ => null,
    };

    /// <summary>A whole number, be it written as one or as its digits; null for anything else.</summary>
    public long? Number() =>
        long.TryParse(Text(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Yes or no as the portal's modules say it: a word of JSON, <c>Y</c> and <c>N</c>, 1 and 0; null for anything else.</summary>
    public bool? Flag() => Kind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => Text() switch
        {
            "Y" or "y" or "1" => true,
            "N" or "n" or "0" => false,
            _ => null,
        },
    };

    /// <summary>
    /// A time, be it written as ISO 8601 with its offset or as the seconds since 1970; null for anything else, and for 0, which stands for
    /// no time. Methods write times in several zones: here all are those of this computer.
    /// </summary>
    public DateTimeOffset? Time() => Text() switch
    {
        null or "0" => null,
        { Length: <= LongestTime } text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) =>
            seconds <= LastSecond ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToLocalTime() : null,
        { } text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToLocalTime()
            : null,
    };

    private Utf8JsonReader Begin()
    {
        var reader = new Utf8JsonReader(_json.Span, JsonText.Options);
        reader.Read();
        return reader;
    }
}
