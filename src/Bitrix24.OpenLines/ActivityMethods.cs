using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>The method that lists sessions as activities of the CRM: none of Open Lines lists them.</summary>
internal static class ActivityMethods
{
    private static readonly string[] Wanted =
    [
        "ID", "ASSOCIATED_ENTITY_ID", "PROVIDER_PARAMS", "RESULT_SOURCE_ID", "RESPONSIBLE_ID", "CREATED", "END_TIME", "COMPLETED",
        "OWNER_TYPE_ID", "OWNER_ID",
    ];

    /// <summary>
    /// See <see href="https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/activity-base/crm-activity-list.html">
    /// crm.activity.list</see>.
    /// </summary>
    public static readonly RestMethod<IReadOnlyList<ActivityRecord>> List =
        OpenLinesMethod.Create("crm.activity.list", TimeSpan.FromSeconds(0.3), ReadPage);

    /// <summary>The first page of the sessions of a CRM object.</summary>
    /// <param name="filter">Which of them are wanted.</param>
    /// <param name="type">The type of the object, as it was given.</param>
    /// <param name="id">Its id, as it was given.</param>
    /// <param name="error">Why it can be none.</param>
    /// <returns>Null where it can be none.</returns>
    public static Call? GetSessionsOf(SessionFilter filter, object? type, object? id, out Bitrix24Exception? error) =>
        CrmOwner.Parse(type, id, List.Name, out error) is { } owner ? GetSessions(filter, owner) : null;

    /// <summary>The first page of a list.</summary>
    /// <param name="filter">Which sessions are wanted.</param>
    /// <param name="owner">The CRM object that they belong to; null for any.</param>
    public static Call<IReadOnlyList<ActivityRecord>> GetSessions(SessionFilter filter, CrmOwner? owner) => new(
        List,
        [
            filter.ToParameter(owner),
            new("select", "", ParameterKind.List)
            {
                Items = [.. Wanted.Select(static (name, index) => new CallParameter($"{index}", name))],
            },
            new("order", "", ParameterKind.Map) { Items = [new("ID", "ASC")] },
        ]);

    /// <summary>The page of the same list that begins elsewhere.</summary>
    public static Call PageAt(Call page, long start) => new Call<IReadOnlyList<ActivityRecord>>(List, ListPages.At(page, start));

    private static IReadOnlyList<ActivityRecord> ReadPage(JsonValue result) =>
        result.Kind == JsonValueKind.Array
            ? [.. result.Values(int.MaxValue).Select(static row => new ActivityRecord(JsonFields.CopyOf(row)))]
            : throw new FormatException();
}
