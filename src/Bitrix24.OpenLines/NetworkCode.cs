using System.Linq;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>The code of a line in the network of Bitrix24: 32 letters and digits.</summary>
internal static class NetworkCode
{
    private const int Length = 32;

    /// <param name="value">What was given, of any type.</param>
    /// <param name="method">The REST method it is for.</param>
    /// <param name="code">The code; blanks around it are left out.</param>
    /// <param name="error">Why it is none.</param>
    public static bool TryParse(object? value, string method, out string code, out Bitrix24Exception? error)
    {
        code = (value as string)?.Trim() ?? "";
        var isCode = code.Length == Length && code.All(static sign => sign is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9');
        error = isCode ? null : Failure.Own(OwnErrorId.InvalidNetworkCode, LineText.Of("NetworkCode_Not", Why(value, code)), method);
        return isCode;
    }

    private static LocalizableText Why(object? value, string code) => value switch
    {
        null => LineText.Of("Value_None"),
        not string => LineText.Of("Value_NoText", value.GetType().Name),
        _ when code.Length == 0 => LineText.Of("Value_Blank"),
        _ when code.Length == Length => LineText.Of("NetworkCode_Character"),
        _ => LineText.Of("NetworkCode_Length", code.Length, Length),
    };
}
