using System;
using System.Text.Json;

namespace Bitrix24.Rest;

/// <summary>The <c>time</c> object of an answer, as far as it is there: types and fields differ from server to server.</summary>
/// <param name="Start">When the portal began, in Unix seconds; many servers cut the fraction off. Null where it did not say.</param>
/// <param name="Finish">When the portal ended, in Unix seconds. Null where it did not say.</param>
/// <param name="Duration">
/// How long the portal worked; too long by the fraction that <paramref name="Start"/> lost. Null where it did not say.
/// </param>
/// <param name="Operating">The method's operating time of the last ten minutes; null where the portal does not limit it.</param>
/// <param name="OperatingResetAt">When the oldest part of it falls out, in Unix seconds; null where the portal did not say.</param>
internal readonly record struct CallTime(double? Start, double? Finish, TimeSpan? Duration, TimeSpan? Operating, double? OperatingResetAt)
{
    // Longer than PHP prints any number.
    private const int MostDigits = 64;

    private const double LongestSeconds = 86_400;

    // The end of the year 2099: far from where adding to a date overflows.
    private const double LastUnixSecond = 4_102_444_799;

    /// <summary>Whether the fraction of <see cref="Start"/> is missing, so that <see cref="Duration"/> says too much.</summary>
    public bool IsStartCut => Start is { } start && start == Math.Floor(start);

    /// <summary>Reads the value on which the reader stands, of whatever kind it is, and leaves it on the value's end.</summary>
    public static CallTime Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return default;
        }

        double? start = null, finish = null, duration = null, operating = null, resetAt = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // Twelve names a call, most of them unwanted: their length tells most apart. An escaped one is longer than it looks.
            switch (reader.ValueIsEscaped ? 0 : reader.ValueSpan.Length)
            {
                case 5 or 0 when JsonText.IsNamed(ref reader, "start"u8):
                    start = Number(ref reader, LastUnixSecond);
                    break;
                case 6 or 0 when JsonText.IsNamed(ref reader, "finish"u8):
                    finish = Number(ref reader, LastUnixSecond);
                    break;
                case 8 or 0 when JsonText.IsNamed(ref reader, "duration"u8):
                    duration = Number(ref reader, LongestSeconds);
                    break;
                case 9 or 0 when JsonText.IsNamed(ref reader, "operating"u8):
                    operating = Number(ref reader, LongestSeconds);
                    break;
                case 18 or 0 when JsonText.IsNamed(ref reader, "operating_reset_at"u8):
                    resetAt = Number(ref reader, LastUnixSecond);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new(start, finish, Seconds(duration), Seconds(operating), resetAt);
    }

    private static TimeSpan? Seconds(double? number) => number is { } seconds ? ExactTime.OfSeconds(seconds) : null;

    private static double? Number(ref Utf8JsonReader reader, double largest)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.ValueSpan.Length <= MostDigits && reader.TryGetDouble(out var number) && number >= 0 && number <= largest
                ? number
                : null;
        }

        reader.Skip();
        return null;
    }
}
