using System;
using System.Globalization;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>
/// The portal's filter of lists: field names, each perhaps behind an operator (<c>=</c>, <c>!</c>, <c>&gt;</c>, <c>&gt;=</c>, <c>&lt;</c>,
/// <c>&lt;=</c>, <c>%</c>), and a value or a list of them. All must hold.
/// </summary>
internal static class RowFilter
{
    private static readonly string[] Operators = [">=", "<=", "!=", "=", "!", ">", "<", "%", "@"];

    /// <param name="field">The value of a field of the row.</param>
    /// <param name="filter">The filter.</param>
    public static bool Matches(Func<string, object?> field, PhpArray filter)
    {
        foreach (var condition in filter)
        {
            if (!Holds(field(FieldOf(condition.Key)), OperatorOf(condition.Key), condition.Value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The name in a key of a filter, without its operator.</summary>
    public static string FieldOf(string key) => key.Substring(OperatorOf(key).Length);

    /// <summary>The operator in a key of a filter; blank for none.</summary>
    public static string OperatorOf(string key)
    {
        foreach (var known in Operators)
        {
            if (key.StartsWith(known, StringComparison.Ordinal))
            {
                return known;
            }
        }

        return "";
    }

    /// <summary>Numbers by their size, moments by their time, all else as text.</summary>
    public static int Compare(object? left, object? right)
    {
        var (a, b) = (PhpValue.ToText(left) ?? "", PhpValue.ToText(right) ?? "");
        if (double.TryParse(a, NumberStyles.Float, CultureInfo.InvariantCulture, out var x)
            && double.TryParse(b, NumberStyles.Float, CultureInfo.InvariantCulture, out var y))
        {
            return x.CompareTo(y);
        }

        return TryReadMoment(a, out var one) && TryReadMoment(b, out var other)
            ? one.CompareTo(other)
            : string.Compare(a, b, StringComparison.OrdinalIgnoreCase);
    }

    private static bool TryReadMoment(string text, out DateTimeOffset moment) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment);

    private static bool Holds(object? value, string operation, object? wanted) => operation switch
    {
        ">" => value is not null && Compare(value, wanted) > 0,
        ">=" => value is not null && Compare(value, wanted) >= 0,
        "<" => value is not null && Compare(value, wanted) < 0,
        "<=" => value is not null && Compare(value, wanted) <= 0,
        "!" or "!=" => !IsAny(value, wanted),
        "%" => (PhpValue.ToText(value) ?? "").IndexOf(PhpValue.ToText(wanted) ?? "", StringComparison.OrdinalIgnoreCase) >= 0,
        _ => IsAny(value, wanted),
    };

    private static bool IsAny(object? value, object? wanted) =>
        wanted is PhpArray list ? list.Any(item => Compare(value, item.Value) == 0) : Compare(value, wanted) == 0;
}
