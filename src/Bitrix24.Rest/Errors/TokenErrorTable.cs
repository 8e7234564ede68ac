using System;
using System.Collections.Generic;
using System.Linq;
using static Bitrix24.Rest.ErrorMeaning;
using static Bitrix24.Rest.FailureKind;

namespace Bitrix24.Rest;

/// <summary>
/// The error codes of the token server, as <see cref="ErrorTable"/> has those of portals: the same word may mean something else there. See
/// <see href="https://apidocs.bitrix24.com/settings/oauth/error-codes.html">the error codes of OAuth</see>.
/// </summary>
internal static class TokenErrorTable
{
    public const string InvalidGrant = "invalid_grant";
    public const string BadVerificationCode = "bad_verification_code";

    /// <summary>Every code that the documentation names, and those that were seen.</summary>
    public static readonly IReadOnlyList<ErrorRow> Rows =
    [
        Row(InvalidGrant, AuthenticationError, Connection),
        Row(BadVerificationCode, AuthenticationError, Connection),
        Row("invalid_client", AuthenticationError, Connection),
        Row("wrong_client", AuthenticationError, Connection),
        Row("invalid_request", InvalidArgument, Connection),
        Row("insufficient_scope", PermissionDenied, Connection),
        Row("invalid_scope", PermissionDenied, Connection),
        Row("PAYMENT_REQUIRED", PermissionDenied, Connection),
        Row("NOT_INSTALLED", AuthenticationError, Connection),
    ];

    private static readonly ErrorRow Unknown = new("", null, AuthenticationError, Connection, RestText.Of("TokenAdvice_UnknownCode"));

    private static readonly Dictionary<string, ErrorRow> ByCode = Rows.ToDictionary(row => row.Code, StringComparer.OrdinalIgnoreCase);

    /// <summary>The row of a code; that of all others where nobody knows it.</summary>
    public static ErrorRow Find(string code) => ByCode.TryGetValue(code, out var row) ? row : Unknown;

    /// <summary>Whether the grant itself is refused: another process may have used it and have the next one.</summary>
    public static bool IsGrantRefused(Bitrix24Exception error) =>
        string.Equals(error.Code, InvalidGrant, StringComparison.OrdinalIgnoreCase)
        || string.Equals(error.Code, BadVerificationCode, StringComparison.OrdinalIgnoreCase);

    private static ErrorRow Row(string code, ErrorMeaning meaning, FailureKind kind) =>
        ErrorRow.Of("TokenAdvice", code, meaning, kind, status: null);
}
