namespace System;

internal static class EnumExtensions
{
    extension(Enum)
    {
        public static T[] GetValues<T>() where T : struct, Enum => (T[])Enum.GetValues(typeof(T));

        public static T Parse<T>(string name) where T : struct, Enum => (T)Enum.Parse(typeof(T), name);
    }
}
