using System;
using System.Text.Json;

namespace Bitrix24.Rest;

/// <summary>Reads text out of JSON that nobody vouches for.</summary>
internal static class JsonText
{
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
