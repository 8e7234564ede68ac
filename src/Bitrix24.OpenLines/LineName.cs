using System.Linq;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>The name of a line: any text that the portal has room for.</summary>
internal static class LineName
{
    /// <summary>The most characters of a name: the portal keeps it in a column of this length.</summary>
    public const int Longest = 255;

    /// <param name="value">What was given as the name of a line.</param>
    /// <param name="redaction">The connection's redaction: no secret becomes a name.</param>
    /// <param name="name">The name.</param>
    /// <param name="error">Why it is none.</param>
    public static bool TryParse(object? value, Redaction redaction, out string name, out Bitrix24Exception? error)
    {
        name = value as string ?? "";
        error = FindFault(name) is { } why ? Failure.Own(OwnErrorId.InvalidLineName, why, LineChanges.Add.Name)
            : MessageText.TryParse(name, LineChanges.Add.Name, redaction, out _, out var fault) ? null
            : Failure.Own(OwnErrorId.InvalidLineName, fault!.Text, LineChanges.Add.Name);
        return error is null;
    }

    /// <summary>Why a text can be the name of no line; null where it can.</summary>
    public static LocalizableText? FindFault(string text) =>
        string.IsNullOrWhiteSpace(text) ? LineText.Of("LineName_None")
        : text.Any(char.IsControl) ? LineText.Of("LineName_Control")
        : CountOf(text) is > Longest and var count
            ? LineText.Of("LineName_Long", count, Longest)
        : null;

    // As a database counts them: what two units of a text write is one.
    private static int CountOf(string text) => text.Count(static unit => !char.IsLowSurrogate(unit));
}
