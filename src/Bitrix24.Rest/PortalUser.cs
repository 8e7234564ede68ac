using System;
using System.Text.Json;

namespace Bitrix24.Rest;

/// <summary>
/// The user on whose behalf calls are made, as <c>profile</c> tells of him; every text is still as the portal sent it, or its beginning.
/// </summary>
internal sealed record PortalUser(string Id, string Name, bool IsAdministrator)
{
    private const int LongestText = 1000;

    public static PortalUser Read(JsonValue result)
    {
        if (result.Kind != JsonValueKind.Object)
        {
            throw new FormatException();
        }

        var id = Text(result.Field("ID"u8)) ?? throw new FormatException();
        var name = $"{Text(result.Field("NAME"u8))} {Text(result.Field("LAST_NAME"u8))}".Trim();
        return new(id, name, result.Field("ADMIN"u8).Kind == JsonValueKind.True);
    }

    private static string? Text(JsonValue field) => field.Begin(LongestText);
}
