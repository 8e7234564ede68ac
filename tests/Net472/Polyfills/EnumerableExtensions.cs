using System.Collections.Generic;

namespace System.Linq;

internal static class EnumerableExtensions
{
    public static IEnumerable<T> Order<T>(this IEnumerable<T> items) => items.OrderBy(static item => item);

    public static IEnumerable<T> Order<T>(this IEnumerable<T> items, IComparer<T> comparer) => items.OrderBy(static item => item, comparer);

    public static IEnumerable<(T1 First, T2 Second)> Zip<T1, T2>(this IEnumerable<T1> first, IEnumerable<T2> second) =>
        first.Zip(second, static (one, other) => (one, other));

    public static T? MaxBy<T, TKey>(this IEnumerable<T> items, Func<T, TKey> key) => items.OrderByDescending(key).FirstOrDefault();

    public static IEnumerable<KeyValuePair<TKey, int>> CountBy<T, TKey>(this IEnumerable<T> items, Func<T, TKey> key) =>
        items.GroupBy(key).Select(static group => KeyValuePair.Create(group.Key, group.Count()));
}
