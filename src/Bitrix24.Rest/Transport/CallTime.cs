using System;
using System.Text.Json;

namespace Bitrix24.Rest;

/// <summary>The <c>time</c> object of an answer, as far as it is there: types and fields differ from server to server.</summary>
/// <param name="Start">When the portal began, in Unix seconds; many servers cut the fraction off. Null where it did not say.</param>
/// <param name="Finish">When the portal ended, in Unix seconds. Null where it did not say.</param>
/// <param name="Duration">How long the portal worked; too long by the fraction that <paramref name="Start"/> lost. Null where it did not say.</param>
/// <param name="Operating">The method's operating time of the last ten minutes; null where the portal does not limit it.</param>
/// <param name="OperatingResetAt">When the oldest part of it falls out, in Unix seconds; null where the portal did not say.</param>
internal readonly record struct CallTime(double? Start, double? Finish, TimeSpan? Duration, TimeSpan? Operating, double? OperatingResetAt)
{
    private const double LongestSeconds = 86_400;

    // The end of the year 2099: far from where adding to a date overflows.
    private const double LastUnixSecond = 4_102_444_799;

    /// <summary>Whether the fraction of <see cref="Start"/> is missing, so that <see cref="Duration"/> says too much.</summary>
    public bool IsStartCut => Start is { } start && start == Math.Floor(start);

    public static CallTime Read(JsonElement time) =>
        time.ValueKind != JsonValueKind.Object
            ? default
            : new(
                Number(time, "start", LastUnixSecond),
                Number(time, "finish", LastUnixSecond),
                Seconds(time, "duration"),
                Seconds(time, "operating"),
                Number(time, "operating_reset_at", LastUnixSecond));

    private static TimeSpan? Seconds(JsonElement time, string field) =>
        Number(time, field, LongestSeconds) is { } seconds ? ExactTime.OfSeconds(seconds) : null;

    private static double? Number(JsonElement time, string field, double largest) =>
        time.TryGetProperty(field, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetDouble(out var number)
        && number >= 0
        && number <= largest
            ? number
            : null;
}
