using System;
using System.Text.Json;

namespace Bitrix24.Sandbox;

/// <summary>PHP's <c>json_decode</c> into arrays.</summary>
internal static class PhpJsonReader
{
    private const int MaxDepth = 512;

    /// <summary>The object or list in a body. Anything else, and anything malformed, is null: the portal drops it without a word.</summary>
    public static PhpArray? Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            if (!reader.Read() || ReadValue(ref reader) is not PhpArray array)
            {
                return null;
            }

            // Something behind the value makes the whole text malformed; the reader throws then.
            reader.Read();
            return array;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // Text that is not UTF-8, or half a surrogate pair.
            return null;
        }
        catch (FormatException)
        {
            // A number beyond every range.
            return null;
        }
    }

    private static object? ReadValue(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader),
        JsonTokenType.StartArray => ReadList(ref reader),
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number => reader.TryGetInt64(out var number) ? (object)number : reader.GetDouble(),
        _ => null,
    };

    private static PhpArray ReadObject(ref Utf8JsonReader reader)
    {
        var result = new PhpArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = reader.GetString()!;
            reader.Read();
            result[key] = ReadValue(ref reader);
        }

        return result;
    }

    private static PhpArray ReadList(ref Utf8JsonReader reader)
    {
        var result = new PhpArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            result.Append(ReadValue(ref reader));
        }

        return result;
    }
}
