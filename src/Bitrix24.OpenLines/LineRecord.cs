using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text.Json;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>What <c>imopenlines.config.get</c> and <c>imopenlines.config.list.get</c> tell of a line.</summary>
internal sealed class LineRecord
{
    private LineRecord(JsonFields fields, long id)
    {
        Fields = fields;
        Id = id;
    }

    /// <summary>All that was answered.</summary>
    public JsonFields Fields { get; }

    public long Id { get; }

    public string? Name => Fields.LongText(LineFieldTable.Name);

    /// <summary>Who takes its dialogs, in their order; null where it was not asked for.</summary>
    public IReadOnlyList<long>? Operators => Fields.Field(LineFieldTable.Queue).IsGiven ? [.. Ids(LineFieldTable.Queue).Distinct()] : null;

    /// <summary>The departments in its queue; null where the portal does not tell.</summary>
    public IReadOnlyList<long>? Departments => Fields.Field("CONFIG_QUEUE").IsGiven
        ? [.. Fields.Maps("CONFIG_QUEUE").Where(static entry => entry.Text("ENTITY_TYPE") == "department")
            .Select(static entry => entry.Id("ENTITY_ID")).OfType<long>()]
        : null;

    /// <summary>The name that clients see instead of an operator's own; null where it is his own.</summary>
    public string? ShownName(long operatorId) =>
        Fields.Map("QUEUE_USERS_FIELDS").Map(CallParameter.Of("", operatorId).Value).Text("USER_NAME");

    /// <summary>A line, which is an object with an id.</summary>
    public static LineRecord Read(JsonValue result)
    {
        var fields = JsonFields.CopyOf(result);
        return fields.Id("ID") is { } id ? new(fields, id) : throw new FormatException();
    }

    /// <summary>A setting as what it is; null where there is none, and where it is of another form.</summary>
    /// <param name="name">Its name.</param>
    public object? Value(string name) => LineFieldTable.KindOf(name) switch
    {
        LineFieldKind.Text => Fields.LongText(name),
        LineFieldKind.PageText => Fields.LongText(name) is { } text ? WebUtility.HtmlDecode(text) : null,
        LineFieldKind.Flag => Fields.Flag(name),
        LineFieldKind.Number => Fields.Number(name),
        LineFieldKind.Hour => Hour(name),
        LineFieldKind.DaysOff => DaysOff,
        LineFieldKind.Holidays => Holidays,
        LineFieldKind.Users => Ids(name),
        LineFieldKind.Time => Fields.Time(name),
        _ => null,
    };

    public TimeSpan? Hour(string name) => LineHour.TryParse(Fields.Text(name), out var time) ? time : null;

    public IReadOnlyList<DayOfWeek> DaysOff =>
        [.. Texts(LineFieldTable.DaysOffName).Select(static text => LineDays.TryParse(text, out var day) ? day : (DayOfWeek?)null)
            .OfType<DayOfWeek>()];

    public IReadOnlyList<string> Holidays => [.. Texts(LineFieldTable.HolidaysName)];

    // A list is one of texts, or one text with commas; an empty one has an empty text in it.
    private IEnumerable<string> Texts(string name)
    {
        var field = Fields.Field(name);
        var texts = field.Kind is JsonValueKind.String ? [field] : field.Values(int.MaxValue);
        return texts.SelectMany(static text => (text.Text() ?? "").Split(',')).Select(static text => text.Trim())
            .Where(static text => text.Length > 0);
    }

    private List<long> Ids(string name) =>
        [.. Texts(name).Select(static text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(static id => id > 0)];
}
