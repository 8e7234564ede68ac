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

    public static MethodAnswer Handle(MethodCall call)
    {
        if (CrmItem.FindFault(call) is { } fault)
        {
            return MethodAnswer.Refused(fault);
        }

        var filter = call.Parameters["filter"] as PhpArray ?? [];
        foreach (var condition in filter)
        {
            if (condition.Key != CodeKey && Array.IndexOf(CrmItem.Fields, RowFilter.FieldOf(condition.Key)) < 0)
            {
                return MethodAnswer.Refused(new(
                    "INVALID_ARG_VALUE", $"Invalid filter: field '{RowFilter.FieldOf(condition.Key)}' is not allowed in filter"));
            }
        }

        return filter[CodeKey] is { } code
            ? OfCode(call, (int)PhpValue.ToInteger(call.Parameters["entityTypeId"]), code)
            : CrmRows.Page(call, filter, "id", CrmItem.Field, CrmItem.Show, Wrap);
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
        return ListPage.Of(call, ids, id => CrmItem.Show(call, id), Wrap);
    }

    private static PhpArray Wrap(PhpArray items) => new() { { "items", items } };
}
