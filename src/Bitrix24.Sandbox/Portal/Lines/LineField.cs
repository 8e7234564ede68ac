using System;

namespace Bitrix24.Sandbox;

/// <summary>A setting of a line: what a new line has, and what is made of a value that is given. Nothing is ever refused.</summary>
internal sealed record LineField(string Name, object? Default, Func<object?, object?> Normalise)
{
    /// <summary>Only the opposite of the default is taken at its word, as the portal compares with one letter.</summary>
    public static LineField Flag(string name, bool isOn, bool onUnlessN = false) => new(
        name, isOn ? "Y" : "N", value => onUnlessN ? Is(value, "N") ? "N" : "Y" : Is(value, "Y") ? "Y" : "N");

    public static LineField Number(string name, long number, long most = long.MaxValue) => new(
        name, ChatFields.Text(number), value => ChatFields.Text(Math.Min(Math.Max(0, PhpValue.ToInteger(value)), most)));

    /// <summary>One of these words; any other becomes <paramref name="otherwise"/>.</summary>
    public static LineField Choice(string name, string initial, string otherwise, params string[] words) => new(
        name, initial, value => PhpValue.ToText(value) is { } word && Array.IndexOf(words, word) >= 0 ? word : otherwise);

    public static LineField Text(string name, string initial, int most = int.MaxValue) => new(
        name, initial, value => PhpValue.ToText(value) is { } text ? text.Substring(0, Math.Min(text.Length, most)) : "");

    /// <summary>A text that is stored as it would stand in a page: read and written back, it is escaped twice.</summary>
    public static LineField Page(string name, string initial) => new(name, initial, static value => (PhpValue.ToText(value) ?? "")
        .Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;"));

    /// <summary>Kept as it is.</summary>
    public static LineField Any(string name, object? initial) => new(name, initial, static value => value);

    private static bool Is(object? value, string letter) => PhpValue.ToText(value) == letter;
}
