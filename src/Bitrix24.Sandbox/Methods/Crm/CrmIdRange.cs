using System;

namespace Bitrix24.Sandbox;

/// <summary>The ids that a filter leaves, where it is about ids alone and by their size.</summary>
internal static class CrmIdRange
{
    /// <summary>The first id and how many, by what the filter calls the id; null where the filter is about something else too.</summary>
    public static (long First, long Count)? Of(PhpArray filter, string idName, long records)
    {
        var (first, last) = (1L, records);
        foreach (var condition in filter)
        {
            if (RowFilter.FieldOf(condition.Key) != idName || condition.Value is PhpArray)
            {
                return null;
            }

            var bound = PhpValue.ToInteger(condition.Value);
            switch (RowFilter.OperatorOf(condition.Key))
            {
                case ">":
                    first = Math.Max(first, Math.Min(bound, long.MaxValue - 1) + 1);
                    break;
                case ">=":
                    first = Math.Max(first, bound);
                    break;
                case "<":
                    last = Math.Min(last, Math.Max(bound, long.MinValue + 1) - 1);
                    break;
                case "<=":
                    last = Math.Min(last, bound);
                    break;
                default:
                    return null;
            }
        }

        return (first, last < first ? 0 : last - first + 1);
    }
}
