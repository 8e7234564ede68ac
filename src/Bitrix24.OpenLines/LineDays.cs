using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Bitrix24.OpenLines;

/// <summary>The days on which a line does not work.</summary>
internal static class LineDays
{
    private static readonly string[] Codes = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    /// <summary>The code of a day, such as <c>MO</c>.</summary>
    public static string CodeOf(DayOfWeek day) => Codes[(int)day];

    /// <summary>Reads a code, or the whole name of a day in English.</summary>
    public static bool TryParse(string text, out DayOfWeek day)
    {
        var index = Array.FindIndex(Codes, code => string.Equals(code, text.Trim(), StringComparison.OrdinalIgnoreCase));
        day = index >= 0 ? (DayOfWeek)index : default;
        return index >= 0
            || (!text.Any(static character => character is >= '0' and <= '9' or ',') && Enum.TryParse(text, ignoreCase: true, out day));
    }

    /// <summary>The holidays in a text such as <c>01.01,25.12</c>; the portal keeps either all of them or none.</summary>
    /// <returns>Null where one of them is none.</returns>
    public static IReadOnlyList<string>? Holidays(string text)
    {
        string[] days = [.. text.Split(',').Select(static day => day.Trim()).Where(static day => day.Length > 0)];
        return Array.TrueForAll(days, IsHoliday) ? days : null;
    }

    /// <summary>A holiday as the portal takes it.</summary>
    public static string Holiday(DateTime day) => day.ToString("dd.MM", CultureInfo.InvariantCulture);

    private static bool IsHoliday(string text)
    {
        var parts = text.Split('.');
        return parts.Length == 2 && TryParse(parts[0], 31) && TryParse(parts[1], 12);
    }

    private static bool TryParse(string digits, int most) =>
        digits.Length <= 2
        && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 0 && number <= most;
}
