using System.Collections.Generic;
using System.Text;

namespace System;

internal static class StringExtensions
{
    extension(string)
    {
        public static string Join<T>(char separator, IEnumerable<T> values) => string.Join(separator.ToString(), values);

        public static string Concat(ReadOnlySpan<char> first, ReadOnlySpan<char> second) => first.ToString() + second.ToString();

        public static string Concat(ReadOnlySpan<char> first, ReadOnlySpan<char> second, ReadOnlySpan<char> third) =>
            first.ToString() + second.ToString() + third.ToString();

        public static string Create(IFormatProvider culture, FormattableString text) => text.ToString(culture);
    }

    extension(string text)
    {
        public bool Contains(string part, StringComparison comparison) => text.IndexOf(part, comparison) >= 0;

        public bool Contains(char part, StringComparison comparison) => text.IndexOf(part.ToString(), comparison) >= 0;

        public bool Contains(char part) => text.IndexOf(part) >= 0;

        public int IndexOf(char part, StringComparison comparison) => text.IndexOf(part.ToString(), comparison);

        public bool StartsWith(char part) => text.Length > 0 && text[0] == part;

        public bool EndsWith(char part) => text.Length > 0 && text[text.Length - 1] == part;

        public string[] Split(char separator, StringSplitOptions options) => text.Split([separator], options);

        public string Replace(string old, string replacement, StringComparison comparison) =>
            comparison == StringComparison.Ordinal ? text.Replace(old, replacement) : throw new NotSupportedException();

        public string ReplaceLineEndings(string ending) => new StringBuilder(text).Replace("\r\n", "\n").Replace("\n", ending).ToString();
    }
}
