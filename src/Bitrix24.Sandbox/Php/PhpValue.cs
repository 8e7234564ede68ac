using System;
using System.Globalization;

namespace Bitrix24.Sandbox;

/// <summary>PHP's conversions of a value, the ones that decide what a wrongly typed parameter does.</summary>
internal static class PhpValue
{
    /// <summary>What <c>intval</c> makes of a value: any non-empty array is 1.</summary>
    public static long ToInteger(object? value) => value switch
    {
        null => 0,
        bool flag => flag ? 1 : 0,
        long number => number,
        int number => number,
        double number => FromDouble(number),
        string text => FromText(text),
        PhpArray array => array.Count > 0 ? 1 : 0,
        _ => 0,
    };

    public static bool ToBoolean(object? value) => value switch
    {
        null => false,
        bool flag => flag,
        long number => number != 0,
        int number => number != 0,
        double number => number != 0,
        string text => text.Length > 0 && text != "0",
        PhpArray array => array.Count > 0,
        _ => true,
    };

    /// <summary>The text of a scalar, or null for an array and for null.</summary>
    public static string? ToText(object? value) => value switch
    {
        null or PhpArray => null,
        bool flag => flag ? "1" : "",
        string text => text,
        double number => FormatDouble(number),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>What <c>is_numeric</c> says: a number, or a text that is one from its first sign to its last.</summary>
    public static bool IsNumeric(object? value) => value switch
    {
        long or int or double => true,
        string text => double.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingWhite
                | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture,
            out _),
        _ => false,
    };

    public static string FormatDouble(double number) =>
        Math.Abs(number) < 1e15 && Math.Floor(number) == number
            ? ((long)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);

    private static long FromDouble(double number) =>
        double.IsNaN(number) || Math.Abs(number) >= 9.2e18 ? 0 : (long)number;

    private static long FromText(string text)
    {
        var at = 0;
        while (at < text.Length && text[at] is ' ' or '\t' or '\n' or '\r' or '\v' or '\f')
        {
            at++;
        }

        var start = at;
        if (at < text.Length && text[at] is '+' or '-')
        {
            at++;
        }

        var digits = at;
        while (at < text.Length && text[at] is >= '0' and <= '9')
        {
            at++;
        }

        if (at == digits)
        {
            return 0;
        }

        // "1e3" is 1000 for PHP since 7.1.
        var end = EndOfExponent(text, at);
        if (end > at
            && double.TryParse(text.Substring(start, end - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var scientific))
        {
            return FromDouble(scientific);
        }

        if (long.TryParse(text.Substring(start, at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        return text[start] == '-' ? long.MinValue : long.MaxValue;
    }

    private static int EndOfExponent(string text, int at)
    {
        var end = at;
        if (end < text.Length && text[end] == '.')
        {
            end++;
            while (end < text.Length && text[end] is >= '0' and <= '9')
            {
                end++;
            }
        }

        if (end >= text.Length || text[end] is not ('e' or 'E'))
        {
            return at;
        }

        end++;
        if (end < text.Length && text[end] is '+' or '-')
        {
            end++;
        }

        var digits = end;
        while (end < text.Length && text[end] is >= '0' and <= '9')
        {
            end++;
        }

        return end > digits ? end : at;
    }
}
