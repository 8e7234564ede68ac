using System;
using System.Globalization;

namespace Bitrix24.OpenLines;

/// <summary>
/// The hours of a line. The portal writes <c>9</c>, <c>18.30</c> and, once it has counted with it, <c>23.3</c> for half past; a colon it
/// does not read.
/// </summary>
internal static class LineHour
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Reads an hour, with a dot or a colon, or none.</summary>
    public static bool TryParse(string? text, out TimeSpan time)
    {
        time = default;
        var parts = (text ?? "").Trim().Split('.', ':');
        if (parts.Length > 2 || !TryParse(parts[0], most: 23, out var hours))
        {
            return false;
        }

        var minutes = 0;
        if (parts.Length == 2 && (parts[1].Length == 0 || !TryParse(parts[1].PadRight(2, '0'), most: 59, out minutes)))
        {
            return false;
        }

        time = new(hours, minutes, 0);
        return true;
    }

    /// <summary>Whether it is a time of a day, in whole minutes.</summary>
    public static bool IsHour(TimeSpan time) => time >= TimeSpan.Zero && time < Day && time.Ticks % TimeSpan.TicksPerMinute == 0;

    /// <summary>As the portal takes it: <c>HH.MM</c>.</summary>
    public static string Format(TimeSpan time) => time.ToString(@"hh\.mm", CultureInfo.InvariantCulture);

    private static bool TryParse(string digits, int most, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number) && digits.Length <= 2 && number <= most;
}
