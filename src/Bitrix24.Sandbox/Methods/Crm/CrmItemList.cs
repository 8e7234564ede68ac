using System;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>
/// <c>crm.item.list</c>: leads, deals, contacts and companies by page, as many of each as the portal is said to have. The one that a user
/// code belongs to is found by <c>=imol</c>.
/// </summary>
internal static class CrmItemList
{
    private const string CodeKey = "=imol";
    private const string CodePrefix = "imol|";

    private static readonly string[] Fields =
        ["id", "title", "createdTime", "updatedTime", "assignedById", "stageId", "opportunity", "currencyId", "companyId", "contactId"];

    private static readonly SandboxError TypeMissing = new("100", "Could not find value for parameter {entityTypeId}");
    private static readonly SandboxError TypeUnknown = new("NOT_FOUND", "SPA not found");
    private static readonly SandboxError NoAccess = new("ACCESS_DENIED", "Access denied.");

    public static MethodAnswer Handle(MethodCall call)
    {
        if (call.Parameters["entityTypeId"] is not { } type)
        {
            return MethodAnswer.Refused(TypeMissing);
        }

        if (PhpValue.ToInteger(type) is not (>= 1 and <= 4))
        {
            return MethodAnswer.Refused(TypeUnknown);
        }

        if (!call.User.ReadsCrm)
        {
            return MethodAnswer.Refused(NoAccess);
        }

        var filter = call.Parameters["filter"] as PhpArray ?? [];
        foreach (var condition in filter)
        {
            if (condition.Key != CodeKey && Array.IndexOf(Fields, RowFilter.FieldOf(condition.Key)) < 0)
            {
                return MethodAnswer.Refused(new(
                    "INVALID_ARG_VALUE", $"Invalid filter: field '{RowFilter.FieldOf(condition.Key)}' is not allowed in filter"));
            }
        }

        return filter[CodeKey] is { } code ? OfCode(call, (int)PhpValue.ToInteger(type), code) : Page(call, filter);
    }

    private static MethodAnswer OfCode(MethodCall call, int type, object code)
    {
        var text = PhpValue.ToText(code) ?? "";
        var chat = text.StartsWith(CodePrefix, StringComparison.Ordinal)
            ? call.Portal.Chats.FindCode(text.Substring(CodePrefix.Length))
            : null;
        var ids = chat is null
            ? []
            : chat.Crm.All().Where(pair => CrmBinding.TypeNumber(pair.Type) == type).Select(static pair => pair.Id).ToList();
        return ListPage.Of(call, ids, id => Show(call, id), Wrap);
    }

    // Ids alone are reckoned with, so that a long list costs no more than its page.
    private static MethodAnswer Page(MethodCall call, PhpArray filter)
    {
        var range = CrmIdRange.Of(filter, call.Portal.Options.CrmRecords);
        var order = call.Parameters["order"] as PhpArray ?? [];
        var isDescending = string.Equals(PhpValue.ToText(order["id"]), "DESC", StringComparison.OrdinalIgnoreCase);
        if (range is null)
        {
            var ids = Enumerable.Range(1, call.Portal.Options.CrmRecords)
                .Where(id => RowFilter.Matches(name => Field(call, id, name), filter))
                .ToList();
            if (isDescending)
            {
                ids.Reverse();
            }

            return ListPage.Of(call, ids, id => Show(call, id), Wrap);
        }

        var start = ListPage.Start(call);
        var (first, count) = range.Value;
        var from = Math.Max(0, start);
        var page = Enumerable.Range(0, (int)Math.Max(0, Math.Min(ListPage.Size, count - from)))
            .Select(index => Show(call, isDescending ? first + count - 1 - from - index : first + from + index));
        return ListPage.Of(start, start < 0 ? null : count, page, Wrap);
    }

    private static object? Field(MethodCall call, long id, string name) => name switch
    {
        "id" => id,
        "title" => "Record " + ChatFields.Text(id),
        "createdTime" or "updatedTime" => PortalClock.Format(call.Portal.Clock.Started - TimeSpan.FromMinutes(id)),
        "assignedById" => id % 2 == 0 ? DefaultData.Operator : DefaultData.Colleague,
        "stageId" => id % 5 == 0 ? "WON" : "NEW",
        "opportunity" => id * 10,
        "currencyId" => "EUR",
        _ => 0,
    };

    private static PhpArray Show(MethodCall call, long id)
    {
        var select = call.Parameters["select"] as PhpArray ?? [];
        var isAll = select.Count == 0 || select.Any(static name => name.Value is "*");
        var item = new PhpArray();
        foreach (var name in Fields)
        {
            if (isAll || name == "id" || select.Any(given => PhpValue.ToText(given.Value) == name))
            {
                item[name] = Field(call, id, name);
            }
        }

        return item;
    }

    private static PhpArray Wrap(PhpArray items) => new() { { "items", items } };
}
