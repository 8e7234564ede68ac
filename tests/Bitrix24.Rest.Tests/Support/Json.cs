using System.Text;
using System.Text.Json;

namespace Bitrix24.Rest.Tests;

/// <summary>JSON that outlives its document.</summary>
internal static class Json
{
    public static JsonElement Of(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>The same as a value of an answer.</summary>
    public static JsonValue ValueOf(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>A value of an answer as it stands there.</summary>
    public static string TextOf(JsonValue value) => Encoding.UTF8.GetString(value.Json.ToArray());
}
