using System;
using System.Text.Json;

namespace Bitrix24.Rest;

/// <summary>The user on whose behalf calls are made, as <c>profile</c> tells of him; every text is still as the portal sent it.</summary>
internal sealed record PortalUser(string Id, string Name, bool IsAdministrator)
{
    public static PortalUser Read(JsonElement result)
    {
        if (result.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException();
        }

        var id = Text(result, "ID") ?? throw new FormatException();
        var name = $"{Text(result, "NAME")} {Text(result, "LAST_NAME")}".Trim();
        return new(id, name, result.TryGetProperty("ADMIN", out var admin) && admin.ValueKind == JsonValueKind.True);
    }

    private static string? Text(JsonElement result, string field) =>
        result.TryGetProperty(field, out var value) ? JsonText.Read(value) : null;
}
