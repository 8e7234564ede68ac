using System;
using System.Globalization;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>
/// A text that is written to somebody. Once it is sent it cannot be taken back, so what is no text, or was read in a wrong encoding, or has
/// a webhook in it, is refused before.
/// </summary>
internal static class MessageText
{
    /// <param name="value">What was given: a text, or a number, since a spreadsheet makes numbers of texts.</param>
    /// <param name="method">The REST method it is for.</param>
    /// <param name="redaction">The connection's redaction.</param>
    /// <param name="text">The text, as it was given.</param>
    /// <param name="error">Why it is none.</param>
    public static bool TryParse(object? value, string method, Redaction redaction, out string text, out Bitrix24Exception? error)
    {
        text = value switch
        {
            string given => given,
            sbyte or byte or short or ushort or int or uint or long or ulong or decimal or double or float =>
                Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
            _ => "",
        };
        error = WhyNot(value, text, redaction) is { } why
            ? Failure.Own(OwnErrorId.InvalidText, LineText.Of("Text_Not", why), method)
            : null;
        error = error is not null && text.IndexOf('\uFFFD') >= 0 ? error.Advising(FileAdvice.Encoding) : error;
        return error is null;
    }

    private static LocalizableText? WhyNot(object? value, string text, Redaction redaction) =>
        value is null ? LineText.Of("Text_None")
        : text.Length == 0 && value is not string ? LineText.Of("Value_NoText", value.GetType().Name)
        : string.IsNullOrWhiteSpace(text) ? LineText.Of("Value_Blank")
        : text.IndexOf('\uFFFD') >= 0 ? LineText.Of("Text_Unreadable")
        : text.IndexOf('\0') >= 0 ? LineText.Of("Text_Nul")
        : HasHalf(text) ? LineText.Of("Text_Half")
        : !ReferenceEquals(redaction.Mask(text), text) ? LineText.Of("Text_Secret")
        : null;

    // The Uri class of Windows PowerShell would throw on it, and with it fail the whole batch.
    private static bool HasHalf(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i])))
            {
                return true;
            }
        }

        return false;
    }
}
