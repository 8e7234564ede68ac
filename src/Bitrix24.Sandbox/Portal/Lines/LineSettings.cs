using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>The settings of one line, and what the portal makes of those it is given.</summary>
internal sealed class LineSettings
{
    private const string BotSwitch = "WELCOME_BOT_ENABLE";
    private const string CategorySwitch = "CATEGORY_ENABLE";
    private const string From = "WORKTIME_FROM";
    private const string To = "WORKTIME_TO";
    private const double LatestBeginning = 23.30;

    private static readonly string[] WeekDays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    private readonly Dictionary<string, object?> _values =
        LineFields.All.ToDictionary(static field => field.Name, static field => field.Default, StringComparer.Ordinal);

    public object? this[string name] => _values[name];

    public bool IsOn(string name) => _values[name] is "Y";

    public string Text(string name) => PhpValue.ToText(_values[name]) ?? "";

    /// <summary>For default data: the value as it is.</summary>
    public void Put(string name, object? value) => _values[name] = value;

    /// <summary>Takes over what is given, field by field. A null is nothing given.</summary>
    public void Take(PhpArray given)
    {
        foreach (var field in LineFields.All)
        {
            if (given[field.Name] is { } value && !LineFields.IsReadOnly(field.Name))
            {
                _values[field.Name] = field.Name switch
                {
                    "LINE_NAME" => PhpValue.ToBoolean(value) ? field.Normalise(value) : _values[field.Name],
                    "WELCOME_BOT_ID" or "WELCOME_BOT_TIME" or "WELCOME_BOT_LEFT" => WithSwitch(given, BotSwitch, field, value),
                    "CATEGORY_ID" => WithSwitch(given, CategorySwitch, field, value),
                    From or To => _values[field.Name],
                    LineFields.DaysOffName => DaysOff(value),
                    LineFields.HolidaysName => Holidays(value),
                    _ => field.Normalise(value),
                };
            }
        }

        if (given[From] is { } from && given[To] is { } to)
        {
            TakeHours(PhpValue.ToText(from) ?? "", PhpValue.ToText(to) ?? "");
        }
    }

    // What goes with a switch is kept only where the switch is on in the same call: it falls back to the default otherwise.
    private static object? WithSwitch(PhpArray given, string name, LineField field, object value) =>
        PhpValue.ToText(given[name]) == "Y" ? field.Normalise(value) : field.Default;

    private object? DaysOff(object value) => value is PhpArray days
        ? string.Join(",", days.Select(static day => PhpValue.ToText(day.Value)).Where(static day => Array.IndexOf(WeekDays, day) >= 0))
        : _values[LineFields.DaysOffName];

    private static string Holidays(object value)
    {
        var given = value is PhpArray list
            ? string.Join(",", list.Select(static day => PhpValue.ToText(day.Value)))
            : PhpValue.ToText(value) ?? "";
        var text = given.Replace(" ", "");
        var days = text.TrimEnd(',').Split(',');
        return text.Length > 0 && Array.TrueForAll(days, static day => IsTime(day) && day.IndexOf('.') > 0) ? text : "";
    }

    // With a dot, not a colon: anything else is nine to half past six.
    private void TakeHours(string from, string to)
    {
        if (!IsTime(from) || !IsTime(to))
        {
            (_values[From], _values[To]) = ("9", "18.30");
            return;
        }

        var (begins, ends) = (Number(from), Number(to));
        if (begins > LatestBeginning)
        {
            (begins, from) = (LatestBeginning, "23.3");
        }

        _values[From] = from;
        _values[To] = ends > begins ? to : begins < LatestBeginning ? PhpValue.FormatDouble(Math.Round(begins + 1, 2)) : "23.59";
    }

    private static double Number(string time) => double.Parse(time, CultureInfo.InvariantCulture);

    // Up to two digits, and perhaps a dot and up to two more.
    private static bool IsTime(string text)
    {
        var parts = text.Split('.');
        return parts.Length is 1 or 2
            && Array.TrueForAll(parts, static part => part.Length is 1 or 2 && part.All(static c => c is >= '0' and <= '9'));
    }
}
