using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>The name of a line: any text.</summary>
internal static class LineName
{
    /// <param name="value">What was given as the name of a line.</param>
    /// <param name="redaction">The connection's redaction: no secret becomes a name.</param>
    /// <param name="name">The name.</param>
    /// <param name="error">Why it is none.</param>
    public static bool TryParse(object? value, Redaction redaction, out string name, out Bitrix24Exception? error)
    {
        name = value as string ?? "";
        error = string.IsNullOrWhiteSpace(name)
            ? Failure.Own(OwnErrorId.InvalidLineName, "This is no name of a line: there is no text.", LineChanges.Add.Name)
            : MessageText.TryParse(name, LineChanges.Add.Name, redaction, out _, out var fault) ? null
            : Failure.Own(OwnErrorId.InvalidLineName, fault!.Description, LineChanges.Add.Name);
        return error is null;
    }
}
