namespace System;

internal static class ArgumentOutOfRangeExceptionExtensions
{
    extension(ArgumentOutOfRangeException)
    {
        public static void ThrowIfLessThan<T>(T value, T least) where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(value));
            }
        }
    }
}
