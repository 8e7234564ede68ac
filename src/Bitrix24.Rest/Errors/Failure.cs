using System.Net;

namespace Bitrix24.Rest;

/// <summary>Makes the exception of a failure. Every text passes the <see cref="Redaction"/> here, and nowhere else.</summary>
internal static class Failure
{
    /// <summary>A refusal by the portal.</summary>
    /// <param name="code">The code as sent; may be empty.</param>
    /// <param name="description">The text as sent, if any.</param>
    /// <param name="status">The status of the answer; null inside a batch.</param>
    /// <param name="method">The REST method.</param>
    /// <param name="redaction">The connection's redaction.</param>
    public static Bitrix24Exception OfPortal(string code, string? description, HttpStatusCode? status, string? method, Redaction redaction)
    {
        var safeCode = redaction.Clean(code, Redaction.LongestCode);
        var id = ErrorIdOf(code, safeCode);
        var row = id is OwnErrorId.InvalidErrorCode or OwnErrorId.EmptyErrorCode ? OwnErrorTable.Find(id) : ErrorTable.Find(code, status);
        if (ReferenceEquals(row, ErrorTable.Unknown) || row.Code is OwnErrorId.EmptyErrorCode or OwnErrorId.InvalidErrorCode)
        {
            row = ByStatus(row, status);
        }

        return new(row, id, safeCode, Described(description, redaction) ?? RestText.Of("NoDescription"), status, method);
    }

    /// <summary>A refusal by the token server, which ends the connection: it asks for what nobody has.</summary>
    /// <param name="code">The code as sent; may be empty.</param>
    /// <param name="description">The text as sent, if any.</param>
    /// <param name="status">The status of the answer.</param>
    /// <param name="redaction">The connection's redaction.</param>
    public static Bitrix24Exception OfTokenServer(string code, string? description, HttpStatusCode status, Redaction redaction)
    {
        var safeCode = redaction.Clean(code, Redaction.LongestCode);
        return new(
            TokenErrorTable.Find(code),
            ErrorIdOf(code, safeCode),
            safeCode,
            Described(description, redaction) ?? RestText.Of("NoDescriptionOfTokenServer"),
            status,
            method: null);
    }

    /// <summary>A failure of our own making, with one of the ids of <see cref="OwnErrorId"/>.</summary>
    public static Bitrix24Exception Own(string id, LocalizableText text, string? method = null, HttpStatusCode? status = null) =>
        new(OwnErrorTable.Find(id), id, code: null, text.Cleaned(Redaction.None), status, method);

    /// <summary>What was sent as a description, if it says anything: the same in every language.</summary>
    private static LocalizableText? Described(string? description, Redaction redaction)
    {
        var text = redaction.Clean(description ?? "", Redaction.LongestDescription);
        return text.Length == 0 ? null : LocalizableText.Verbatim(text);
    }

    /// <summary>A code that nobody knows says nothing about whether the work was done: there the status does.</summary>
    private static ErrorRow ByStatus(ErrorRow row, HttpStatusCode? status) => (int?)status switch
    {
        429 => row with { Meaning = ErrorMeaning.LimitsExceeded, Kind = FailureKind.RateLimit },
        >= 500 => row with { Meaning = ErrorMeaning.ResourceUnavailable, Kind = FailureKind.Ambiguous },
        _ => row,
    };

    private static string ErrorIdOf(string code, string safeCode)
    {
        if (code.Length == 0)
        {
            return OwnErrorId.EmptyErrorCode;
        }

        if (code.Length > Redaction.LongestCode || safeCode != code)
        {
            return OwnErrorId.InvalidErrorCode;
        }

        foreach (var character in code)
        {
            if (!(character is >= 'A' and <= 'Z' or >= 'a' and <= 'z' or >= '0' and <= '9' or '_' or '.' or ':' or '-'))
            {
                return OwnErrorId.InvalidErrorCode;
            }
        }

        return code;
    }
}
