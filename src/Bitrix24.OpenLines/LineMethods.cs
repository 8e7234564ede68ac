using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>
/// The methods on lines. See
/// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/index.html">their pages</see>.
/// </summary>
internal static class LineMethods
{
    /// <summary>How many lines a page has: the most that the portal gives at once.</summary>
    public const int PageSize = 200;

    /// <summary>
    /// A line with its settings; null where there is no such line. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-config-get.html">
    /// imopenlines.config.get</see>.
    /// </summary>
    public static readonly RestMethod<LineRecord?> Get = OpenLinesMethod.Create(
        "imopenlines.config.get",
        TimeSpan.FromSeconds(0.1),
        static result => result.Kind == JsonValueKind.False ? null : LineRecord.Read(result));

    /// <summary>
    /// Lines with their settings, by page. See
    /// <see href="https://apidocs.bitrix24.com/api-reference/imopenlines/openlines/imopenlines-config-list-get.html">
    /// imopenlines.config.list.get</see>.
    /// </summary>
    public static readonly RestMethod<IReadOnlyList<LineRecord>> List = OpenLinesMethod.Create(
        "imopenlines.config.list.get", TimeSpan.FromSeconds(0.1), ReadPage);

    // The same, but only the ids on the page.
    private static readonly RestMethod<IReadOnlyList<long>> Ids = OpenLinesMethod.Create<IReadOnlyList<long>>(
        "imopenlines.config.list.get",
        TimeSpan.FromSeconds(0.1),
        static result => [.. ReadPage(result).Select(static line => line.Id)]);

    /// <summary>Reads a line; where there is none, the error is <c>LineNotFound</c>.</summary>
    public static Call<LineRecord?> GetLine(long id) => new(Get, [IdOf(id)]) { FindFault = NotFound };

    public static CallParameter IdOf(long line) => CallParameter.Of("CONFIG_ID", line);

    public static CallParameter Map(string name, IReadOnlyList<CallParameter> items) => new(name, "", ParameterKind.Map) { Items = items };

    /// <summary>Why there is no line; null where there is one.</summary>
    public static Bitrix24Exception? NotFound(LineRecord? line) =>
        line is null ? Failure.Own(OwnErrorId.LineNotFound, LineText.Of("Line_None"), Get.Name) : null;

    /// <summary>Reads the next page.</summary>
    /// <param name="pages">The pages that were read.</param>
    /// <param name="offset">How many lines are before it.</param>
    /// <param name="isActiveOnly">Whether only active lines are wanted.</param>
    /// <param name="withQueue">Whether the queues are wanted too.</param>
    /// <param name="canModify">
    /// Whether only lines are wanted that the caller may change: the others are dropped after the page was cut, so such a page does not
    /// tell whether it is the last one.
    /// </param>
    public static Call<IReadOnlyList<LineRecord>> GetPage(
        LinePages pages, long offset, bool isActiveOnly, bool withQueue, bool canModify) =>
        new(List, [PageFrom(offset, isActiveOnly), .. Options(withQueue, canModify)])
        {
            FindFault = lines => pages.Take([.. lines.Select(static line => line.Id)]),
        };

    /// <summary>Reads which lines are on the next page, whoever may change them.</summary>
    public static Call<IReadOnlyList<long>> GetIds(LinePages pages, bool isActiveOnly) =>
        new(Ids, [PageFrom(pages.Offset, isActiveOnly, Select("ID"))])
        {
            FindFault = pages.Take,
        };

    /// <summary>
    /// Reads the names of lines, the first of them, as many as a page has, for somebody who waits: it does not wait out an outage.
    /// </summary>
    /// <param name="withQueue">Whether the queues are wanted too.</param>
    /// <param name="follow">What is asked for then; null where nothing is.</param>
    public static Call<IReadOnlyList<LineRecord>> GetNames(bool withQueue, Func<IReadOnlyList<LineRecord>, Call?>? follow = null) =>
        new(
            List,
            [
                PageFrom(0, isActiveOnly: false, Select("ID", LineFieldTable.Name)),
                .. withQueue ? [Map("OPTIONS", [new("QUEUE", "Y")])] : Array.Empty<CallParameter>(),
            ])
        {
            IsCheck = true,
            NameFollowUp = follow,
        };

    private static CallParameter Select(params string[] fields) =>
        Map("select", [.. fields.Select(static (field, index) => new CallParameter($"{index}", field))]) with { Kind = ParameterKind.List };

    private static CallParameter PageFrom(long offset, bool isActiveOnly, params CallParameter[] more) => Map(
        "PARAMS",
        [
            .. more,
            Map("order", [new("ID", "ASC")]),
            .. isActiveOnly ? [Map("filter", [new("ACTIVE", "Y")])] : Array.Empty<CallParameter>(),
            CallParameter.Of("limit", PageSize),
            CallParameter.Of("offset", offset),
        ]);

    private static CallParameter[] Options(bool withQueue, bool canModify)
    {
        CallParameter[] options =
        [
            .. withQueue ? [new("QUEUE", "Y"), new("CONFIG_QUEUE", "Y")] : Array.Empty<CallParameter>(),
            .. canModify ? [new("CHECK_PERMISSION", "MODIFY")] : Array.Empty<CallParameter>(),
        ];
        return options.Length > 0 ? [Map("OPTIONS", options)] : [];
    }

    private static IReadOnlyList<LineRecord> ReadPage(JsonValue result)
    {
        if (result.Kind != JsonValueKind.Array)
        {
            throw new FormatException();
        }

        List<LineRecord> lines = [];
        foreach (var line in result.Values(int.MaxValue))
        {
            lines.Add(LineRecord.Read(line));
        }

        return lines;
    }
}
