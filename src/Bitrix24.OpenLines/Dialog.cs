using System;
using System.Globalization;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>What <c>imopenlines.dialog.get</c> tells of a chat and of the caller in it.</summary>
/// <param name="SessionId">The open session; 0 where there is none.</param>
/// <param name="OperatorId">The responsible operator; 0 where there is none.</param>
/// <param name="IsMember">Whether the caller is in the chat; null where the portal does not tell.</param>
internal sealed record Dialog(long SessionId, long OperatorId, bool? IsMember)
{
    // crmFlag|crmType|crmId|pause|waitAction|sessionId|...
    private const int SessionField = 5;

    public static Dialog Read(JsonValue result)
    {
        var data = result.Field("entity_data_1"u8).Begin(JsonValue.LongestText) ?? throw new FormatException();
        var fields = data.Split('|');
        return new(
            fields.Length > SessionField ? Number(fields[SessionField]) : 0,
            Number(result.Field("owner"u8).Text()),
            result.Field("role"u8).Text() is { Length: > 0 } role
                ? !string.Equals(role, "guest", StringComparison.OrdinalIgnoreCase)
                : null);
    }

    private static long Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
