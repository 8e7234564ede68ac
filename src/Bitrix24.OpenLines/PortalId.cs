using System;
using System.Globalization;
using System.Numerics;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>
/// Ids of any kind. The portal would turn other types into a number by PHP's rules, <c>true</c> and any list into 1, so only whole numbers
/// above zero pass: as a number of any type, since spreadsheets and databases make doubles and decimals of ids; as digits; or with what
/// ids of the kind are written with.
/// </summary>
internal static class PortalId
{
    // Beyond 2^53 a double is no longer one number, and beyond 2^24 a float is not: what was meant is lost.
    private const long Largest = (1L << 53) - 1;
    private const float LargestSingle = (1 << 24) - 1;

    /// <param name="value">What was given, of any type.</param>
    /// <param name="kind">What it is to be the id of.</param>
    /// <param name="method">The REST method it is for.</param>
    /// <param name="id">The id.</param>
    /// <param name="error">Why it is none.</param>
    public static bool TryParse(object? value, IdKind kind, string method, out long id, out Bitrix24Exception? error)
    {
        var number = value switch
        {
            sbyte or byte or short or ushort or int or uint or long => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            ulong large and <= Largest => (long)large,
            double real and > 0 and <= Largest when Math.Floor(real) == real => (long)real,
            float real and > 0 and <= LargestSingle when Math.Floor(real) == real => (long)real,
            decimal real and > 0 and <= Largest when decimal.Truncate(real) == real => (long)real,
            BigInteger large when large.Sign > 0 && large <= Largest => (long)large,
            string text => IdText.Parse(text, kind),
            _ => 0,
        };

        var isId = number is > 0 and <= Largest;
        id = isId ? number : 0;
        error = isId ? null : Failure.Own(kind.ErrorId, LineText.Of("Id_Not", kind.Name, Why(value, kind)), method);
        return isId;
    }

    private static LocalizableText Why(object? value, IdKind kind) => value switch
    {
        null => LineText.Of("Value_None"),
        string text => IdText.Why(text, kind),
        (long and > Largest) or (ulong and > Largest) or (decimal and > Largest) or (double and > Largest) => IdText.TooLarge,
        BigInteger large when large > Largest => IdText.TooLarge,
        float and > LargestSingle => LineText.Of("Id_Single"),
        double real when real > 0 && Math.Floor(real) != real => IdText.Fraction,
        float real when real > 0 && Math.Floor(real) != real => IdText.Fraction,
        decimal real when real > 0 && decimal.Truncate(real) != real => IdText.Fraction,
        sbyte or byte or short or ushort or int or uint or long or ulong or double or float or decimal or BigInteger =>
            IdText.NoWholeNumber,
        _ => LineText.Of("Id_OtherType", value.GetType().Name),
    };
}
