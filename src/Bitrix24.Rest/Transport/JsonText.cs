using System;
using System.Text.Json;

namespace Bitrix24.Rest;

/// <summary>Reads text out of JSON that nobody vouches for.</summary>
internal static class JsonText
{
    /// <summary>Deeper than any answer of the portal, and far from the depth that costs a stack.</summary>
    public const int MaxDepth = 128;

    /// <summary>Whether valid JSON has a property name that is no valid Unicode: a search for any property can throw then.</summary>
    public static bool HasBrokenName(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\ud"u8) < 0 && json.IndexOf("\\uD"u8) < 0)
        {
            return false;
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueIsEscaped)
                {
                    reader.GetString();
                }
            }

            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    /// <summary>A string, or a number as it stands there; null for anything else and for text that is no valid Unicode.</summary>
    public static string? Read(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString(),
                JsonValueKind.Number => element.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair or bytes that are no UTF-8.
            return null;
        }
    }
}
