namespace System;

internal static class RandomExtensions
{
    public static void Shuffle<T>(this Random random, T[] items)
    {
        for (var i = 0; i < items.Length - 1; i++)
        {
            var j = random.Next(i, items.Length);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
