namespace System.Collections.Generic;

internal static class CollectionExtensions
{
    public static bool TryDequeue<T>(this Queue<T> queue, out T item)
    {
        var any = queue.Count > 0;
        item = any ? queue.Dequeue() : default!;
        return any;
    }
}
