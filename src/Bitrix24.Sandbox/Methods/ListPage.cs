using System;
using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Sandbox;

/// <summary>A page of a list, as the portal cuts it: 50 rows from <c>start</c>, which is rounded down to whole pages.</summary>
internal static class ListPage
{
    public const int Size = 50;

    /// <param name="call">The call, whose <c>start</c> counts; -1 leaves the counting out.</param>
    /// <param name="rows">All rows, in order.</param>
    /// <param name="show">What a row looks like.</param>
    /// <param name="wrap">What is around the list; null for nothing.</param>
    public static MethodAnswer Of<T>(
        MethodCall call, IReadOnlyList<T> rows, Func<T, object?> show, Func<PhpArray, object?>? wrap = null)
    {
        var start = Start(call);
        return Of(start, start < 0 ? null : rows.Count, rows.Skip((int)Math.Max(0, start)).Take(Size).Select(show), wrap);
    }

    public static MethodAnswer Of(long start, long? total, IEnumerable<object?> page, Func<PhpArray, object?>? wrap = null)
    {
        var list = PhpArray.ListOf(page);
        return MethodAnswer.Of(wrap is null ? list : wrap(list)) with
        {
            Total = total,
            Next = total is { } count && start + Size < count ? start + Size : null,
        };
    }

    /// <summary>Where the page begins, in whole pages; -1 where nothing is to be counted.</summary>
    public static long Start(MethodCall call)
    {
        var start = PhpValue.ToInteger(call.Folded("start"));
        return start < 0 ? -1 : Math.Min(start, int.MaxValue) / Size * Size;
    }
}
