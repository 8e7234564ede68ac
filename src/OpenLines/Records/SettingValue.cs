using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>Makes of what a script gives for a setting of a line what the portal takes for it.</summary>
internal static class SettingValue
{
    /// <param name="name">The setting, in any case of letters.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="InputFault">It is none; the message says which setting it is.</exception>
    public static CallParameter Of(string name, object? value)
    {
        var field = LineFieldTable.Spell(name);
        var bare = BareValue.Of(value);
        return bare is null ? throw new InputFault(ModuleText.Of("Setting_NoValue", field))
            : LineFieldTable.IsReadOnly(field) ? throw new InputFault(ModuleText.Of("Setting_ReadOnly", field))
            : LineFieldTable.KindOf(field) switch
            {
                LineFieldKind.Flag => new(field, Flag(field, bare)),
                LineFieldKind.Number => new(field, Number(field, bare), ParameterKind.Number),
                LineFieldKind.Hour => new(field, Hour(field, bare)),
                LineFieldKind.DaysOff => List(field, [.. Values(value).Select(day => DayOff(field, day))]),
                LineFieldKind.Holidays => new(field, Holidays(field, value)),
                LineFieldKind.Users => List(field, [.. Values(value).Select(user => User(field, user))]),
                LineFieldKind.Text when field == LineFieldTable.Name && LineName.FindFault(bare as string ?? "") is { } why =>
                    throw new InputFault(ModuleText.Of("Setting_Not", field, why)),
                LineFieldKind.Text or LineFieldKind.PageText when bare is Enum => new(field, bare.ToString()!.ToLowerInvariant()),
                _ when bare is bool or SwitchParameter => new(field, Flag(field, bare)),
                _ => ParameterTree.Of(new Dictionary<string, object?>(StringComparer.Ordinal) { [field] = value })[0],
            };
    }

    /// <summary>A queue of users and departments, in this order.</summary>
    public static CallParameter Queue(IEnumerable<long> operators, IEnumerable<long> departments) => List(
        LineFieldTable.Queue,
        [.. operators.Select(static id => Entry("user", id)), .. departments.Select(static id => Entry("department", id))]);

    private static CallParameter Entry(string type, long id) => new("", "", ParameterKind.Map)
    {
        Items = [new("ENTITY_TYPE", type), CallParameter.Of("ENTITY_ID", id)],
    };

    // An empty list cannot be sent: the portal itself writes one as a list with an empty text in it.
    private static CallParameter List(string name, CallParameter[] items) => new(name, "", ParameterKind.List)
    {
        Items = [.. (items.Length == 0 ? [new("", "")] : items)
            .Select(static (item, index) => item with { Name = index.ToString(CultureInfo.InvariantCulture) })],
    };

    private static IEnumerable<object?> Values(object? value) => RecordList.In(value) is { } list
        ? list.Cast<object?>().Select(BareValue.Of).Where(static one => one is not null and not "")
        : BareValue.Of(value) is string text ? text.Split(',').Select(static one => one.Trim()).Where(static one => one.Length > 0)
        : [BareValue.Of(value)];

    private static string Flag(string field, object bare) => bare switch
    {
        bool flag => flag ? "Y" : "N",
        SwitchParameter flag => flag ? "Y" : "N",
        "Y" or "y" => "Y",
        "N" or "n" => "N",
        _ => throw new InputFault(ModuleText.Of("Setting_Flag", field)),
    };

    private static string Number(string field, object bare) =>
        bare is not (bool or Enum or char)
        && LanguagePrimitives.TryConvertTo<long>(bare, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? number.ToString(CultureInfo.InvariantCulture)
            : throw new InputFault(ModuleText.Of("Setting_Number", field));

    private static string Hour(string field, object bare) =>
        (bare is TimeSpan time && LineHour.IsHour(time)) || (bare is string text && LineHour.TryParse(text, out time))
            ? LineHour.Format(time)
            : throw new InputFault(ModuleText.Of("Setting_Hour", field));

    private static CallParameter DayOff(string field, object? day) =>
        day is DayOfWeek known || (day is string text && LineDays.TryParse(text, out known))
            ? new("", LineDays.CodeOf(known))
            : throw new InputFault(ModuleText.Of("Setting_Days", field));

    private static string Holidays(string field, object? value)
    {
        var days = Values(value).Select(static day => day is DateTime date ? LineDays.Holiday(date) : day as string ?? "?");
        return LineDays.Holidays(string.Join(",", days)) is { } holidays
            ? string.Join(",", holidays)
            : throw new InputFault(ModuleText.Of("Setting_Dates", field));
    }

    private static CallParameter User(string field, object? user) => PortalId.TryParse(user, IdKind.User, "", out var id, out _)
        ? CallParameter.Of("", id)
        : throw new InputFault(ModuleText.Of("Setting_Users", field));
}
