using System;
using System.Text.Json;

namespace Bitrix24.Rest;

/// <summary>The <c>time</c> object of an answer, as far as it is there: types and fields differ from server to server.</summary>
/// <param name="Duration">How long the portal worked; null where it did not say.</param>
/// <param name="Operating">The method's operating time of the last ten minutes; null where the portal does not limit it.</param>
/// <param name="OperatingResetAt">When the oldest part of it falls out; null where the portal did not say.</param>
internal readonly record struct CallTime(TimeSpan? Duration, TimeSpan? Operating, DateTimeOffset? OperatingResetAt)
{
    private const double LongestSeconds = 86_400;
    private const double LastUnixSecond = 253_402_300_799;

    public static CallTime Read(JsonElement time)
    {
        if (time.ValueKind != JsonValueKind.Object)
        {
            return default;
        }

        DateTimeOffset? resetAt = Number(time, "operating_reset_at") is { } second and > 0 and <= LastUnixSecond
            ? DateTimeOffset.FromUnixTimeSeconds((long)second)
            : null;
        return new(Seconds(time, "duration"), Seconds(time, "operating"), resetAt);
    }

    private static TimeSpan? Seconds(JsonElement time, string field) =>
        Number(time, field) is { } seconds and >= 0 and <= LongestSeconds ? TimeSpan.FromSeconds(seconds) : null;

    private static double? Number(JsonElement time, string field) =>
        time.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? number : null;
}
