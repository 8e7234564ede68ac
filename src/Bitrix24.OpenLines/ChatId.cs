using System;
using System.Globalization;
using System.Numerics;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>
/// The id of an operator's chat. The portal would turn other types into a number by PHP's rules, <c>true</c> and any list into chat 1,
/// so only whole numbers above zero pass: as a number of any type, since spreadsheets
/// and databases make doubles and decimals of ids; as digits; or as a dialog id.
/// </summary>
internal readonly record struct ChatId(long Value)
{
    // Beyond 2^53 a double is no longer one number, and beyond 2^24 a float is not: what was meant is lost.
    private const long Largest = (1L << 53) - 1;
    private const float LargestSingle = (1 << 24) - 1;

    /// <summary>The form that dialogs are named by, such as <c>chat1763</c>.</summary>
    public string DialogId => ChatIdText.DialogPrefix + ToString();

    /// <param name="value">What was given, of any type.</param>
    /// <param name="method">The REST method it is for.</param>
    /// <param name="id">The id.</param>
    /// <param name="error">Why it is none.</param>
    public static bool TryParse(object? value, string method, out ChatId id, out Bitrix24Exception? error)
    {
        var number = value switch
        {
            sbyte or byte or short or ushort or int or uint or long => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            ulong large and <= Largest => (long)large,
            double real and > 0 and <= Largest when Math.Floor(real) == real => (long)real,
            float real and > 0 and <= LargestSingle when Math.Floor(real) == real => (long)real,
            decimal real and > 0 and <= Largest when decimal.Truncate(real) == real => (long)real,
            BigInteger large when large.Sign > 0 && large <= Largest => (long)large,
            string text => ChatIdText.Parse(text),
            _ => 0,
        };

        var isId = number is > 0 and <= Largest;
        id = new(isId ? number : 0);
        error = isId ? null : Failure.Own(OwnErrorId.InvalidChatId, $"Not a chat id: {Why(value)}.", method);
        return isId;
    }

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    private static string Why(object? value) => value switch
    {
        null => "there is no value",
        string text => ChatIdText.Why(text),
        (long and > Largest) or (ulong and > Largest) or (decimal and > Largest) or (double and > Largest) => ChatIdText.TooLarge,
        BigInteger large when large > Largest => ChatIdText.TooLarge,
        float and > LargestSingle => "a number of type Single is no longer exact above 16777215: give it as a whole number or as digits",
        double real when real > 0 && Math.Floor(real) != real => ChatIdText.Fraction,
        float real when real > 0 && Math.Floor(real) != real => ChatIdText.Fraction,
        decimal real when real > 0 && decimal.Truncate(real) != real => ChatIdText.Fraction,
        sbyte or byte or short or ushort or int or uint or long or ulong or double or float or decimal or BigInteger =>
            ChatIdText.NoWholeNumber,
        _ => $"a value of type {value.GetType().Name} is neither a whole number nor its digits",
    };
}
