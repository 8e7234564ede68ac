using System;
using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>
/// <c>crm.deal.list</c> and <c>crm.deal.get</c>: the same deals as those of the item methods, by the older names, with all values as texts.
/// A filter by a field that there is not filters nothing.
/// </summary>
internal static class CrmDeal
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["ID"] = "id",
        ["TITLE"] = "title",
        ["STAGE_ID"] = "stageId",
        ["CURRENCY_ID"] = "currencyId",
        ["OPPORTUNITY"] = "opportunity",
        ["COMPANY_ID"] = "companyId",
        ["CONTACT_ID"] = "contactId",
        ["ASSIGNED_BY_ID"] = "assignedById",
        ["DATE_CREATE"] = "createdTime",
        ["DATE_MODIFY"] = "updatedTime",
    };

    private static readonly SandboxError NoAccess = new("", "Access denied.");
    private static readonly SandboxError NotFound = new("", "Not found");

    public static MethodAnswer List(MethodCall call)
    {
        if (!call.User.ReadsCrm)
        {
            return MethodAnswer.Refused(NoAccess);
        }

        var filter = new PhpArray();
        foreach (var condition in call.Folded("filter") as PhpArray ?? [])
        {
            if (Names.ContainsKey(RowFilter.FieldOf(condition.Key)))
            {
                filter[condition.Key] = condition.Value;
            }
        }

        return CrmRows.Page(call, filter, "ID", Field, Show);
    }

    public static MethodAnswer Get(MethodCall call) =>
        !call.User.ReadsCrm ? MethodAnswer.Refused(NoAccess)
        : PhpValue.ToInteger(call.Folded("id")) is var id && id > 0 && id <= call.Portal.Options.CrmRecords
            ? MethodAnswer.Of(ShowAll(call, id))
            : MethodAnswer.Refused(NotFound);

    private static object? Field(MethodCall call, long id, string name) => PhpValue.ToText(CrmItem.Field(call, id, Names[name]));

    private static PhpArray Show(MethodCall call, long id)
    {
        var select = call.Folded("select") as PhpArray ?? [];
        var names = select.Select(static item => PhpValue.ToText(item.Value) ?? "").ToList();
        return names.Count == 0 || names.Contains("*") ? ShowAll(call, id) : Show(call, id, names);
    }

    private static PhpArray ShowAll(MethodCall call, long id) => Show(call, id, [.. Names.Keys]);

    private static PhpArray Show(MethodCall call, long id, List<string> names)
    {
        var deal = new PhpArray();
        foreach (var name in Names.Keys.Where(name => name == "ID" || names.Contains(name)))
        {
            deal[name] = Field(call, id, name);
        }

        return deal;
    }
}
