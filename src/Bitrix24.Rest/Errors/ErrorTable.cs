using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using static Bitrix24.Rest.ErrorMeaning;
using static Bitrix24.Rest.FailureKind;

namespace Bitrix24.Rest;

/// <summary>
/// The one table of the portal's error codes: category, what the failure says about the call, and what to do.
/// Codes are compared without case; a code that is not here is <see cref="Unknown"/>, because any module of a portal may add its own.
/// The failures that have no code of the portal's are those of <see cref="OwnErrorTable"/>.
/// </summary>
internal static class ErrorTable
{
    public const string ExpiredToken = "expired_token";
    public const string InvalidToken = "invalid_token";
    public const string InsufficientScope = "insufficient_scope";
    public const string MethodNotFound = "ERROR_METHOD_NOT_FOUND";

    /// <summary>Every code that the documentation pages of the methods and the portal's own code name.</summary>
    public static readonly IReadOnlyList<ErrorRow> Rows =
    [
        // The Open Lines methods.
        Row("CHAT_ID", InvalidArgument, Final),
        Row("CHAT_TYPE", InvalidArgument, Final),
        Row("USER_ID", AuthenticationError, Final),
        Row("IM_LOAD_ERROR", ResourceUnavailable, Final),
        Row("IM_NOT_INSTALLED", ResourceUnavailable, Final),
        Row("CRM_NOT_INSTALLED", ResourceUnavailable, Final),
        Row("ACCESS_ERROR", PermissionDenied, Final),
        Row("CHAT_ID_EMPTY", InvalidArgument, Final),
        Row("OPERATOR_WRONG", PermissionDenied, Final),
        Row("MISSING_REQUIRED_PARAM", InvalidArgument, Final),
        Row("INVALID_SESSION_ID", InvalidArgument, Final),
        Row("SESSION_ID_EMPTY", InvalidArgument, Final),
        Row("EMPTY_SESSION_ID", InvalidArgument, Final),
        Row("EMPTY_VOTE_PARAMS", InvalidArgument, Final),
        Row("FORM_INFO_EMPTY", InvalidArgument, Final),
        Row("NO_SESSION_ERROR", ObjectNotFound, Final),
        Row("USER_CODE_ERROR", InvalidArgument, Final),
        Row("USER_ERROR", ObjectNotFound, Final),
        Row("CANT_SAVE_QUICK_ANSWER", InvalidOperation, Final),
        Row("ERROR_USER_NOT_OPERATOR", PermissionDenied, Final),
        Row("NOT_LOAD_SESSION_OR_CHAT", ObjectNotFound, Final),
        Row("IMOL_CHAT_ERROR_NOT_LOAD_CRM", ResourceUnavailable, Final),
        Row("IMOL_CHAT_ERROR_NOT_LOAD_DATA", ObjectNotFound, Final),
        Row("IMOL_CHAT_ERROR_NOT_LOAD_CHAT", ObjectNotFound, Final),
        Row("IMOL_CHAT_ERROR_ANSWER_NOT_LOAD_SESSION", ObjectNotFound, Final),
        Row("ACCESS_DENIED_KICK", PermissionDenied, Final),
        Row("USER_ID_EMPTY", InvalidArgument, Final),
        Row("QUEUE_ID_EMPTY", InvalidArgument, Final),
        Row("TRANSFER_ID_EMPTY", InvalidArgument, Final),
        Row("DATE_START_EMPTY", InvalidArgument, Final),
        Row("DATE_START_WRONG_FORMAT", InvalidArgument, Final),
        Row("DATE_END_WRONG_FORMAT", InvalidArgument, Final),
        Row("FILE_NOT_FOUND", ObjectNotFound, Final),
        Row("WRONG_CHAT", InvalidArgument, Final),
        Row("BOT_ID_ERROR", InvalidArgument, Final),
        Row("EMPTY_CHAT_ID", InvalidArgument, Final),
        Row("EMPTY_OPERATOR_ID", InvalidArgument, Final),
        Row("EMPTY_MESSAGE_ID", InvalidArgument, Final),
        Row("CONFIG_ID_EMPTY", InvalidArgument, Final),
        Row("CONFIG_WRONG_USER_PERMISSION", PermissionDenied, Final),
        Row("INVALID_FORMAT", InvalidArgument, Final),
        Row("CRM_CHAT_EMPTY_CRM_DATA", InvalidArgument, Final),
        Row("CRM_CHAT_EMPTY_USER", InvalidArgument, Final),
        Row("CRM_CHAT_USER_NOT_ACTIVE", InvalidArgument, Final),
        Row("CHAT_NOT_IN_CRM", InvalidArgument, Final),
        Row("CHAT_DELETE_USER_PERMISSION_DENIED", PermissionDenied, Final),
        Row("WRONG_REQUEST", InvalidOperation, Final),
        Row("MESSAGE_ADD_ERROR", InvalidOperation, Final),
        Row("CANCELED", InvalidOperation, Final),
        Row("CODE", InvalidArgument, Final),
        Row("IMBOT_ERROR", ResourceUnavailable, Final),
        Row("NOT_FOUND", ObjectNotFound, Final),
        Row("INACTIVE", ResourceUnavailable, Final),
        Row("USER_MESSAGE_LIMIT", LimitsExceeded, Final),
        Row("MESSAGE_EMPTY", InvalidArgument, Final),
        Row("ATTACH_OVERSIZE", LimitsExceeded, Final),
        Row("ATTACH_ERROR", InvalidArgument, Final),
        Row("KEYBOARD_ERROR", InvalidArgument, Final),

        // ACCESS_DENIED has three meanings; only the status tells them apart, and an item of a batch has none.
        Row("ACCESS_DENIED", PermissionDenied, Connection, HttpStatusCode.Unauthorized),
        Row("ACCESS_DENIED", PermissionDenied, Final, HttpStatusCode.BadRequest),
        Row("ACCESS_DENIED", PermissionDenied, Final, HttpStatusCode.Forbidden),
        Row("ACCESS_DENIED", PermissionDenied, Final),

        // Limits.
        Row("QUERY_LIMIT_EXCEEDED", LimitsExceeded, RateLimit),
        Row("OPERATION_TIME_LIMIT", LimitsExceeded, OperatingLimit),
        Row("OVERLOAD_LIMIT", LimitsExceeded, Connection),

        // Credentials and rights.
        Row("NO_AUTH_FOUND", AuthenticationError, Connection),
        Row("INVALID_CREDENTIALS", AuthenticationError, Connection),
        Row("INVALID_REQUEST", AuthenticationError, Connection),
        Row(InvalidToken, AuthenticationError, Connection),
        Row(ExpiredToken, AuthenticationError, Connection),
        Row("ERROR_OAUTH", AuthenticationError, Connection),
        Row("APPLICATION_NOT_FOUND", AuthenticationError, Connection),
        Row("NOT_INSTALLED", AuthenticationError, Connection),
        Row("authorization_error", AuthenticationError, Connection),
        Row("user_access_error", PermissionDenied, Connection),
        Row(InsufficientScope, PermissionDenied, Connection),
        Row("PAYMENT_REQUIRED", PermissionDenied, Connection),
        Row("PORTAL_DELETED", ResourceUnavailable, Connection),
        Row("CONNECTION_ERROR", ConnectionError, NotExecuted),
        Row("WRONG_LICENSE", PermissionDenied, Final),
        Row("WRONG_AUTH_TYPE", PermissionDenied, Final),
        Row("allowed_only_intranet_user", PermissionDenied, Final),
        Row("METHOD_CONFIRM_WAITING", PermissionDenied, Final),
        Row("METHOD_CONFIRM_DENIED", PermissionDenied, Final),
        Row("session_failed", AuthenticationError, Connection),

        // Methods, parameters, batches.
        Row(MethodNotFound, NotImplemented, Final),
        Row("ERROR_BATCH_METHOD_NOT_ALLOWED", InvalidOperation, Final),
        Row("ERROR_BATCH_LENGTH_EXCEEDED", LimitsExceeded, NotExecuted),
        Row("ERROR_ARGUMENT", InvalidArgument, Final),
        Row("ERROR_MANIFEST_IS_NOT_AVAILABLE", ResourceUnavailable, Final),
        Row("WRONG_ENCODING", InvalidResult, Final),

        // The server.
        Row("INTERNAL_SERVER_ERROR", ResourceUnavailable, Ambiguous),
        Row("ERROR_UNEXPECTED_ANSWER", ResourceUnavailable, Ambiguous),
        Row("ERROR_CORE", ResourceUnavailable, Ambiguous, HttpStatusCode.InternalServerError),
        Row("ERROR_CORE", InvalidOperation, Final),
        Row("INTERNAL_WRONG_TRANSPORT", ResourceUnavailable, Final),
        Row("INTERNAL_WRONG_HANDLER_CLASS", ResourceUnavailable, Final),
    ];

    /// <summary>The row of every code that nobody has seen yet: a final refusal.</summary>
    public static readonly ErrorRow Unknown = new("", null, InvalidOperation, Final, RestText.Of("Advice_UnknownCode"));

    private static readonly ILookup<string, ErrorRow> ByCode = Rows.ToLookup(row => row.Code, StringComparer.OrdinalIgnoreCase);

    /// <summary>The row of a portal's code: the one of this very status first, else the one for any status.</summary>
    public static ErrorRow Find(string code, HttpStatusCode? status)
    {
        ErrorRow? anyStatus = null;
        foreach (var row in ByCode[code])
        {
            if (row.Status is null)
            {
                anyStatus = row;
            }
            else if (row.Status == status)
            {
                return row;
            }
        }

        return anyStatus ?? Unknown;
    }

    private static ErrorRow Row(string code, ErrorMeaning meaning, FailureKind kind, HttpStatusCode? status = null) =>
        ErrorRow.Of("Advice", code, meaning, kind, status);
}
