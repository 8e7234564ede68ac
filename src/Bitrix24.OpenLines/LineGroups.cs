using System;
using System.Collections.Generic;
using System.Linq;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>
/// Settings that are kept together only: one sent without the others of its group puts itself or them back to the default.
/// </summary>
internal static class LineGroups
{
    private const string Yes = "Y";
    private const string No = "N";

    /// <summary>Whether all that must be sent with them is among them.</summary>
    public static bool AreWhole(IReadOnlyList<CallParameter> settings) =>
        Has(settings, LineFieldTable.WorkTimeFrom) == Has(settings, LineFieldTable.WorkTimeTo)
        && LineFieldTable.Groups.All(group => Find(settings, group.Switch) is { } given
            ? given.Value != Yes || group.Members.All(member => Has(settings, member))
            : !group.Members.Any(member => Has(settings, member)));

    /// <summary>Completes the settings with what the line has.</summary>
    /// <param name="line">The line.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="sent">Where they are to be.</param>
    /// <param name="method">The method that they are for.</param>
    /// <returns>Why they cannot be changed so; null where they can.</returns>
    public static Bitrix24Exception? Complete(
        LineRecord line, IReadOnlyList<CallParameter> settings, List<CallParameter> sent, string method)
    {
        sent.Clear();
        sent.AddRange(settings);
        foreach (var (on, members) in LineFieldTable.Groups)
        {
            if (!Has(settings, on) && line.Fields.Flag(on) != true && Array.Find(members, member => Has(settings, member)) is { } member)
            {
                return Fault(Apart(on, member));
            }

            if (Has(settings, on) || Array.Exists(members, member => Has(settings, member)))
            {
                Add(line, sent, on);
                if (Find(sent, on)?.Value == Yes)
                {
                    Array.ForEach(members, member => Add(line, sent, member));
                }
            }
        }

        if (Has(settings, LineFieldTable.WorkTimeFrom) != Has(settings, LineFieldTable.WorkTimeTo))
        {
            AddHour(line, sent, LineFieldTable.WorkTimeFrom);
            AddHour(line, sent, LineFieldTable.WorkTimeTo);
        }

        return FindFault(sent) is { } why ? Fault(why) : null;

        Bitrix24Exception Fault(LocalizableText why) =>
            Failure.Own(OwnErrorId.InvalidParameters, why.Then(LineText.Of("Line_Unchanged")), method)
                .Advising(LineText.Of("Line_GroupAdvice"));
    }

    /// <summary>What the portal would change by itself in such settings, in words; null where nothing.</summary>
    public static LocalizableText? FindFault(IReadOnlyList<CallParameter> settings)
    {
        foreach (var (on, members) in LineFieldTable.Groups)
        {
            if (!Has(settings, on) && Array.Find(members, member => Has(settings, member)) is { } member)
            {
                return Apart(on, member);
            }
        }

        return (Hour(settings, LineFieldTable.WorkTimeFrom), Hour(settings, LineFieldTable.WorkTimeTo)) switch
        {
            (null, null) => null,
            (null, _) or (_, null) => LineText.Of("Line_HalfHours"),
            var (from, to) => to > from ? null : LineText.Of("Line_Hours"),
        };
    }

    /// <summary>A setting among others; null where it is not there.</summary>
    public static CallParameter? Find(IReadOnlyList<CallParameter> settings, string name)
    {
        foreach (var setting in settings)
        {
            if (setting.Name == name)
            {
                return setting;
            }
        }

        return null;
    }

    private static LocalizableText Apart(string on, string member) => LineText.Of("Line_Apart", member, on);

    private static bool Has(IReadOnlyList<CallParameter> settings, string name) => Find(settings, name) is not null;

    private static TimeSpan? Hour(IReadOnlyList<CallParameter> settings, string name) =>
        Find(settings, name) is { } given && LineHour.TryParse(given.Value, out var hour) ? hour : null;

    private static void Add(LineRecord line, List<CallParameter> sent, string name)
    {
        var value = LineFieldTable.KindOf(name) == LineFieldKind.Flag && line.Fields.Flag(name) is { } flag
            ? flag ? Yes : No
            : line.Fields.Text(name);
        if (!Has(sent, name) && value is not null)
        {
            sent.Add(new(name, value));
        }
    }

    private static void AddHour(LineRecord line, List<CallParameter> sent, string name)
    {
        if (!Has(sent, name) && line.Hour(name) is { } hour)
        {
            sent.Add(new(name, LineHour.Format(hour)));
        }
    }
}
