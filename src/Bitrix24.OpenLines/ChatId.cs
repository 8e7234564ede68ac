using System;
using System.Globalization;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>
/// The id of an operator's chat. The portal would turn other types into a number by PHP's rules, <c>true</c> and any list into chat 1,
/// so only whole numbers above zero pass, as a number, as digits or as a dialog id.
/// </summary>
internal readonly record struct ChatId(long Value)
{
    private const string DialogPrefix = "chat";

    /// <summary>The form that dialogs are named by, such as <c>chat1763</c>.</summary>
    public string DialogId => DialogPrefix + ToString();

    /// <param name="value">What was given, of any type.</param>
    /// <param name="method">The REST method it is for.</param>
    /// <param name="id">The id.</param>
    /// <param name="error">Why it is none.</param>
    public static bool TryParse(object? value, string method, out ChatId id, out Bitrix24Exception? error)
    {
        var number = value switch
        {
            sbyte or byte or short or ushort or int or uint or long => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            ulong large and <= long.MaxValue => (long)large,
            string text => Parse(text),
            _ => 0,
        };

        id = new(number);
        error = number > 0 ? null : Failure.Own(OwnErrorId.InvalidChatId, $"Not a chat id: {Why(value)}.", method);
        return number > 0;
    }

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    private static long Parse(string text)
    {
        var digits = text.StartsWith(DialogPrefix, StringComparison.OrdinalIgnoreCase) ? text.Substring(DialogPrefix.Length) : text;

        // A number may end in NUL characters for TryParse.
        return digits.IndexOf('\0') < 0 && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    private static string Why(object? value) => value switch
    {
        null => "there is no value",
        string text when string.IsNullOrWhiteSpace(text) => "it is blank",
        string or sbyte or byte or short or ushort or int or uint or long or ulong => "it is not a whole number above zero",
        _ => $"a value of type {value.GetType().Name} is neither a whole number nor its digits",
    };
}
