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

    private const string SignInAgain =
        "Sign in once more with Connect-Bitrix24 -Browser, or with a code of -AuthorizationCode: a code is good for 30 seconds and once, a "
        + "refresh token for 180 days and once, since each refresh gives a new one. Scheduled jobs that share a sign-in share its "
        + "-TokenStore.";

    private const string Card = "Correct the application's card in Bitrix24, then sign in once more.";

    /// <summary>Every code that the documentation names, and those that were seen.</summary>
    public static readonly IReadOnlyList<ErrorRow> Rows =
    [
        new(InvalidGrant, null, AuthenticationError, Connection,
            "The refresh token or code is wrong, used up or too old. " + SignInAgain),
        new(BadVerificationCode, null, AuthenticationError, Connection, "The code is wrong, used up or too old. " + SignInAgain),
        new("invalid_client", null, AuthenticationError, Connection,
            "The client_secret is wrong, or the application is not installed on the portal. Copy client_id and client_secret from the "
            + "application's card into -ClientCredential (user name and password)."),
        new("wrong_client", null, AuthenticationError, Connection,
            "The token server knows no application with this client_id. Copy it from the application's card into the user name of "
            + "-ClientCredential, and give the token server of the portal's region with -TokenServer (https://oauth.bitrix.info or "
            + "https://oauth.bitrix24.tech)."),
        new("invalid_request", null, InvalidArgument, Connection,
            "The token server misses something in the request: the token or code may have been cut when it was copied. " + SignInAgain),
        new("insufficient_scope", null, PermissionDenied, Connection, "The application asks for more than it may have. " + Card),
        new("invalid_scope", null, PermissionDenied, Connection, "The application asks for more than it may have. " + Card),
        new("PAYMENT_REQUIRED", null, PermissionDenied, Connection,
            "The portal's subscription, or the application's, has ended. Ask the portal's administrator."),
        new("NOT_INSTALLED", null, AuthenticationError, Connection,
            "The application is not installed on this portal. Install it, then sign in once more."),
    ];

    private static readonly ErrorRow Unknown = new("", null, AuthenticationError, Connection,
        "The token server refused, so nothing was sent to the portal. " + SignInAgain);

    private static readonly Dictionary<string, ErrorRow> ByCode = Rows.ToDictionary(row => row.Code, StringComparer.OrdinalIgnoreCase);

    /// <summary>The row of a code; that of all others where nobody knows it.</summary>
    public static ErrorRow Find(string code) => ByCode.TryGetValue(code, out var row) ? row : Unknown;

    /// <summary>Whether the grant itself is refused: another process may have used it and have the next one.</summary>
    public static bool IsGrantRefused(Bitrix24Exception error) =>
        string.Equals(error.Code, InvalidGrant, StringComparison.OrdinalIgnoreCase)
        || string.Equals(error.Code, BadVerificationCode, StringComparison.OrdinalIgnoreCase);
}
