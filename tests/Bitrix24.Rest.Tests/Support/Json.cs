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
}
