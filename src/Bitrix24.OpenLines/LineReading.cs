using System;
using System.Collections.Generic;
using System.Linq;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>
/// Reads a line after it was changed. It is a call of its own, after the change: within one batch the portal would tell the line as it was.
/// </summary>
/// <param name="isVerified">Whether it must show what was sent.</param>
/// <param name="redaction">The connection's redaction.</param>
internal sealed class LineReading(bool isVerified, Redaction redaction)
{
    private const int LongestValue = 40;

    /// <param name="of">The parameter that names the line, once it is known.</param>
    /// <param name="settings">What was sent.</param>
    /// <param name="method">The method that it was sent with.</param>
    public Call<LineRecord?> Call(CallParameter[] of, IReadOnlyList<CallParameter> settings, string method) => new(LineMethods.Get, of)
    {
        FindFault = line => line is null ? LineMethods.NotFound(line)
            : isVerified && settings.Select(setting => Fault(line, setting)).FirstOrDefault(static fault => fault is not null) is { } what
                ? Failure.Own(OwnErrorId.NotVerified, LineText.Of("Verify_Done", what), method)
            : null,
    };

    private LocalizableText? Fault(LineRecord line, CallParameter sent)
    {
        var found = line.Fields.LongText(sent.Name);
        var isSame = LineFieldTable.KindOf(sent.Name) switch
        {
            LineFieldKind.Flag => line.Fields.Flag(sent.Name) is { } flag && (flag ? "Y" : "N") == sent.Value,
            LineFieldKind.Number => line.Fields.Number(sent.Name) is { } number && Digits(number) == sent.Value,
            LineFieldKind.Hour => LineHour.TryParse(sent.Value, out var hour) && line.Hour(sent.Name) == hour,
            LineFieldKind.DaysOff => Same(line.DaysOff.Select(LineDays.CodeOf), Texts(sent)),
            LineFieldKind.Holidays => string.Join(",", line.Holidays) == sent.Value,
            LineFieldKind.Users => line.Value(sent.Name) is IEnumerable<long> users && Same(users.Select(Digits), Texts(sent)),
            LineFieldKind.PageText => line.Value(sent.Name) is string text && text == sent.Value,
            LineFieldKind.Other => sent.Name != LineFieldTable.Queue || Missing(line, sent) is null,
            _ => found == sent.Value,
        };
        return isSame ? null
            : sent.Name == LineFieldTable.Queue ? LineText.Of("Verify_NotInQueue", Missing(line, sent))
            : found is null ? LineText.Of("Verify_Setting", sent.Name)
            : LineText.Of("Verify_SettingIs", sent.Name, redaction.Clean(found, LongestValue), redaction.Clean(sent.Value, LongestValue));
    }

    /// <summary>A user of a queue that was sent and is not in the line's; the people of departments are not looked for.</summary>
    private static string? Missing(LineRecord line, CallParameter queue) => queue.Items
        .Where(static entry => LineGroups.Find(entry.Items, "ENTITY_TYPE")?.Value == "user")
        .Select(static entry => LineGroups.Find(entry.Items, "ENTITY_ID")?.Value ?? "")
        .FirstOrDefault(user => line.Operators?.Select(Digits).Contains(user, StringComparer.Ordinal) != true);

    private static bool Same(IEnumerable<string> found, IEnumerable<string> sent) =>
        found.OrderBy(static one => one, StringComparer.Ordinal)
            .SequenceEqual(sent.OrderBy(static one => one, StringComparer.Ordinal), StringComparer.Ordinal);

    private static IEnumerable<string> Texts(CallParameter list) =>
        list.Items.Select(static item => item.Value).Where(static text => text.Length > 0);

    private static string Digits(long id) => CallParameter.Of("", id).Value;
}
