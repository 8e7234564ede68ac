using System;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>The records of the CRM by page: as many of each type as the portal is said to have, by their ids from 1.</summary>
internal static class CrmRows
{
    // Ids alone are reckoned with, so that a long list costs no more than its page.
    public static MethodAnswer Page(
        MethodCall call,
        PhpArray filter,
        string idName,
        Func<MethodCall, long, string, object?> field,
        Func<MethodCall, long, PhpArray> show,
        Func<PhpArray, object?>? wrap = null)
    {
        var range = CrmIdRange.Of(filter, idName, call.Portal.Options.CrmRecords);
        var order = call.Parameters["order"] as PhpArray ?? [];
        var isDescending = string.Equals(PhpValue.ToText(order[idName]), "DESC", StringComparison.OrdinalIgnoreCase);
        if (range is null)
        {
            var ids = Enumerable.Range(1, call.Portal.Options.CrmRecords)
                .Where(id => RowFilter.Matches(name => field(call, id, name), filter))
                .ToList();
            if (isDescending)
            {
                ids.Reverse();
            }

            return ListPage.Of(call, ids, id => show(call, id), wrap);
        }

        var start = ListPage.Start(call);
        var (first, count) = range.Value;
        var from = Math.Max(0, start);
        var page = Enumerable.Range(0, (int)Math.Max(0, Math.Min(ListPage.Size, count - from)))
            .Select(index => show(call, isDescending ? first + count - 1 - from - index : first + from + index));
        return ListPage.Of(start, start < 0 ? null : count, page, wrap);
    }
}
