using System;
using System.Collections.Generic;
using System.Linq;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Makes the settings of a line of the parameters that a command was given: those, and no others.</summary>
internal static class LineSettingsInput
{
    private const string Operators = "OperatorId";
    private const string Departments = "DepartmentId";
    private const string Property = "Property";

    /// <summary>The parameters of the settings that are asked for every day, each with its setting.</summary>
    private static readonly (string Parameter, string Field)[] Daily =
    [
        ("Name", LineFieldTable.Name),
        ("Active", "ACTIVE"),
        ("Language", "LANGUAGE_ID"),
        ("QueueType", "QUEUE_TYPE"),
        ("QueueSeconds", "QUEUE_TIME"),
        ("NoAnswerSeconds", "NO_ANSWER_TIME"),
        ("MaxChats", "MAX_CHAT"),
        ("WorkTimeEnabled", "WORKTIME_ENABLE"),
        ("WorkTimeFrom", LineFieldTable.WorkTimeFrom),
        ("WorkTimeTo", LineFieldTable.WorkTimeTo),
        ("TimeZone", "WORKTIME_TIMEZONE"),
        ("DayOff", LineFieldTable.DaysOffName),
    ];

    /// <summary>The settings of a new line, but for its name.</summary>
    /// <param name="bound">The parameters that were given.</param>
    /// <exception cref="InputFault">They cannot be; the message says why.</exception>
    public static IReadOnlyList<CallParameter> OfNew(IReadOnlyDictionary<string, object> bound)
    {
        var settings = Of(bound, takesName: false);
        return LineGroups.Find(settings, LineFieldTable.Name) is not null
            ? throw new InputFault(ModuleText.Of("Setting_Name", LineFieldTable.Name))
            : LineGroups.FindFault(settings) is { } why ? throw new InputFault(why)
            : settings;
    }

    /// <summary>The settings that are to be changed.</summary>
    /// <inheritdoc cref="OfNew" path="/param|/exception"/>
    public static IReadOnlyList<CallParameter> OfChange(IReadOnlyDictionary<string, object> bound)
    {
        var settings = Of(bound, takesName: true);
        return settings.Count == 0 ? throw new InputFault(ModuleText.Of("Setting_None"))
            : LineGroups.AreWhole(settings) && LineGroups.FindFault(settings) is { } why ? throw new InputFault(why)
            : settings;
    }

    private static List<CallParameter> Of(IReadOnlyDictionary<string, object> bound, bool takesName)
    {
        List<CallParameter> settings = [];
        foreach (var (parameter, field) in Daily)
        {
            if (bound.TryGetValue(parameter, out var value) && (takesName || field != LineFieldTable.Name))
            {
                settings.Add(SettingValue.Of(field, value));
            }
        }

        if (bound.ContainsKey(Operators) || bound.ContainsKey(Departments))
        {
            settings.Add(SettingValue.Queue(Ids(bound, Operators), Ids(bound, Departments)));
        }

        if (bound.TryGetValue(Property, out var more))
        {
            foreach (var entry in KeyedRecord.EntriesOf(BareValue.Of(more)) ?? [])
            {
                settings.Add(SettingValue.Of(entry.Key, entry.Value));
            }
        }

        return settings.GroupBy(static setting => setting.Name, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1)
            is { } twice ? throw new InputFault(ModuleText.Of("Setting_Twice", twice.Key)) : settings;
    }

    private static long[] Ids(IReadOnlyDictionary<string, object> bound, string parameter)
    {
        var ids = bound.TryGetValue(parameter, out var given) ? (long[])given : [];
        return Array.Exists(ids, static id => id <= 0) || (given is not null && ids.Length == 0)
            ? throw new InputFault(ModuleText.Of("Setting_Ids", parameter))
            : ids;
    }
}
