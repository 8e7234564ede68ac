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

    /// <summary>How to do again what failed.</summary>
    public const string Again = "Run the command again; for the items that failed: $failed.TargetObject | <the same cmdlet>.";

    private const string NewWebhook =
        "In Bitrix24, open Developer resources and check that the inbound webhook "
        + "still exists and its owner still works there, then run Connect-Bitrix24 again.";

    /// <summary>Every code that the documentation pages of the methods and the portal's own code name.</summary>
    public static readonly IReadOnlyList<ErrorRow> Rows =
    [
        // The Open Lines methods.
        new("CHAT_ID", null, InvalidArgument, Final, "There is no chat with this id. Take the id from Get-OLChatByUserCode (ChatId)."),
        new("CHAT_TYPE", null, InvalidArgument, Final,
            "This chat is not an open line. The third part of a livechat user code is the client's own chat: "
            + "take the operator's chat id from Get-OLChatByUserCode."),
        new("USER_ID", null, AuthenticationError, Final,
            "The portal does not know on whose behalf the method runs. Connect with a webhook or token of an active user."),
        new("IM_LOAD_ERROR", null, ResourceUnavailable, Final,
            "The portal could not load its messenger modules. Ask the portal's administrator, then run the command again."),
        new("IM_NOT_INSTALLED", null, ResourceUnavailable, Final,
            "The messenger module is not installed on the portal. Ask the portal's administrator."),
        new("CRM_NOT_INSTALLED", null, ResourceUnavailable, Final,
            "The CRM module is not installed on the portal. Ask the portal's administrator."),
        new("ACCESS_ERROR", null, PermissionDenied, Final,
            "The dialog does not exist, or the connected user has no right to it: the portal does not tell which. "
            + "Check the id; Join-OLSession makes the user a member of an open line chat."),
        new("CHAT_ID_EMPTY", null, InvalidArgument, Final, "Give the id of an open line chat."),
        new("OPERATOR_WRONG", null, PermissionDenied, Final,
            "The operation was refused: no access to the chat, or the operator or queue it names is not possible. "
            + "Check both ids: Get-OLDialog shows the chat, Get-OLOperator the operators of a line."),
        new("MISSING_REQUIRED_PARAM", null, InvalidArgument, Final, "Give a chat id or a session id."),
        new("INVALID_SESSION_ID", null, InvalidArgument, Final, "There is no session with this id."),
        new("SESSION_ID_EMPTY", null, InvalidArgument, Final, "Give the id of a session."),
        new("EMPTY_SESSION_ID", null, InvalidArgument, Final, "Give the id of a session."),
        new("EMPTY_VOTE_PARAMS", null, InvalidArgument, Final, "Give a rating from 1 to 5 or a comment."),
        new("FORM_INFO_EMPTY", null, InvalidArgument, Final, "Give the CRM form to send."),
        new("NO_SESSION_ERROR", null, ObjectNotFound, Final, "There is no session with this id."),
        new("USER_CODE_ERROR", null, InvalidArgument, Final, "The user code is wrong."),
        new("USER_ERROR", null, ObjectNotFound, Final, "The user was not found."),
        new("CANT_SAVE_QUICK_ANSWER", null, InvalidOperation, Final,
            "There is no such message, the line has no list of quick answers, or the connected user may not add to it."),
        new("ERROR_USER_NOT_OPERATOR", null, PermissionDenied, Final,
            "The connected user is not the operator of this chat. Take it over with Switch-OLSession first."),
        new("NOT_LOAD_SESSION_OR_CHAT", null, ObjectNotFound, Final, "The chat has no session that can be loaded."),
        new("IMOL_CHAT_ERROR_NOT_LOAD_CRM", null, ResourceUnavailable, Final, "The CRM module could not be loaded on the portal."),
        new("IMOL_CHAT_ERROR_NOT_LOAD_DATA", null, ObjectNotFound, Final, "The data of the chat could not be loaded."),
        new("IMOL_CHAT_ERROR_NOT_LOAD_CHAT", null, ObjectNotFound, Final, "The chat could not be loaded."),
        new("IMOL_CHAT_ERROR_ANSWER_NOT_LOAD_SESSION", null, ObjectNotFound, Final, "The chat's session could not be loaded."),
        new("ACCESS_DENIED_KICK", null, PermissionDenied, Final, "The line does not let operators leave a chat."),
        new("USER_ID_EMPTY", null, InvalidArgument, Final, "Give the id of a user."),
        new("QUEUE_ID_EMPTY", null, InvalidArgument, Final, "Give the id of a queue."),
        new("TRANSFER_ID_EMPTY", null, InvalidArgument, Final, "Give the user or the queue to transfer to."),
        new("DATE_START_EMPTY", null, InvalidArgument, Final, "Give the first day."),
        new("DATE_START_WRONG_FORMAT", null, InvalidArgument, Final, "Give the first day as yyyy-MM-dd."),
        new("DATE_END_WRONG_FORMAT", null, InvalidArgument, Final, "Give the last day as yyyy-MM-dd."),
        new("FILE_NOT_FOUND", null, ObjectNotFound, Final,
            "The chat has no such file. The Files of the output of Get-OLMessage and Get-OLSessionHistory have the ids."),
        new("WRONG_CHAT", null, InvalidArgument, Final, "The chat is not one that this method can be used on."),
        new("BOT_ID_ERROR", null, InvalidArgument, Final,
            "There is no such bot. Check -ClientId: the client id that the bot was registered with."),
        new("EMPTY_CHAT_ID", null, InvalidArgument, Final, "Give the id of an open line chat."),
        new("EMPTY_OPERATOR_ID", null, InvalidArgument, Final, "Give the id of an operator."),
        new("EMPTY_MESSAGE_ID", null, InvalidArgument, Final, "Give the id of a message."),
        new("CONFIG_ID_EMPTY", null, InvalidArgument, Final, "Give the id of an open line."),
        new("CONFIG_WRONG_USER_PERMISSION", null, PermissionDenied, Final, "The connected user may not change this open line."),
        new("INVALID_FORMAT", null, InvalidArgument, Final, "A parameter has the wrong form."),
        new("CRM_CHAT_EMPTY_CRM_DATA", null, InvalidArgument, Final,
            "The CRM item has no open line chat, is not there, or the connected user may not read it: the portal does not tell which."),
        new("CRM_CHAT_EMPTY_USER", null, InvalidArgument, Final, "Give the id of a user."),
        new("CRM_CHAT_USER_NOT_ACTIVE", null, InvalidArgument, Final, "The user is dismissed or does not exist."),
        new("CHAT_NOT_IN_CRM", null, InvalidArgument, Final,
            "The chat does not belong to this CRM item, or its session is closed or not answered yet: "
            + "Get-OLCrmChat lists those that count."),
        new("CHAT_DELETE_USER_PERMISSION_DENIED", null, PermissionDenied, Final,
            "The connected user may not remove this user from the chat."),
        new("WRONG_REQUEST", null, InvalidOperation, Final,
            "The portal could not carry the request out; its text says what that can mean."),
        new("MESSAGE_ADD_ERROR", null, InvalidOperation, Final, "The message could not be added."),
        new("CANCELED", null, InvalidOperation, Final, "A handler on the portal cancelled the operation."),
        new("CODE", null, InvalidArgument, Final, "The code of the open line in the network is wrong."),
        new("IMBOT_ERROR", null, ResourceUnavailable, Final, "The chat bot module is not available on the portal."),
        new("NOT_FOUND", null, ObjectNotFound, Final, "The open line was not found in the network."),
        new("INACTIVE", null, ResourceUnavailable, Final, "The open line is not active."),
        new("USER_MESSAGE_LIMIT", null, LimitsExceeded, Final, "One message a user a week can be sent this way."),
        new("MESSAGE_EMPTY", null, InvalidArgument, Final, "Give the text of the message."),
        new("ATTACH_OVERSIZE", null, LimitsExceeded, Final, "The attachment is larger than the portal takes."),
        new("ATTACH_ERROR", null, InvalidArgument, Final, "The attachment has the wrong form."),
        new("KEYBOARD_ERROR", null, InvalidArgument, Final, "The keyboard has the wrong form."),

        // ACCESS_DENIED has three meanings; only the status tells them apart, and an item of a batch has none.
        new("ACCESS_DENIED", HttpStatusCode.Unauthorized, PermissionDenied, Connection,
            "The portal's plan has no REST API, or its subscription has ended. "
            + "REST is part of the commercial plans and the trial: ask the portal's administrator."),
        new("ACCESS_DENIED", HttpStatusCode.BadRequest, PermissionDenied, Final,
            "Either there is no chat with this code or id, or the connected user has no right to it. "
            + "Check the value; else let the line's access permissions include this user."),
        new("ACCESS_DENIED", HttpStatusCode.Forbidden, PermissionDenied, Final,
            "The connected user has no right to this operation. Use a webhook of a user who has it."),
        new("ACCESS_DENIED", null, PermissionDenied, Final,
            "Either there is no chat with this code or id, or the connected user has no right to it: "
            + "the portal does not tell which. Check the value (Get-OLChatByUserCode -Explain finds out of a code which it is); "
            + "else let the line's access permissions include this user."),

        // Limits.
        new("QUERY_LIMIT_EXCEEDED", null, LimitsExceeded, RateLimit,
            "The portal takes fewer requests than are being sent from this address. "
            + "Stop other integrations, or run the command again later."),
        new("OPERATION_TIME_LIMIT", null, LimitsExceeded, OperatingLimit,
            "The method has used up its operating time for ten minutes. Run the command again after that."),
        new("OVERLOAD_LIMIT", null, LimitsExceeded, Connection,
            "Bitrix24 has blocked REST for this webhook or application because of overload. Only Bitrix24 support can lift the block."),

        // Credentials and rights.
        new("NO_AUTH_FOUND", null, AuthenticationError, Connection, "The portal received no credentials it knows. " + NewWebhook),
        new("INVALID_CREDENTIALS", null, AuthenticationError, Connection,
            "The webhook is wrong, expired, changed or deleted. " + NewWebhook),
        new("INVALID_REQUEST", null, AuthenticationError, Connection,
            "The portal takes calls over https only. Connect with the webhook's https address."),
        new(InvalidToken, null, AuthenticationError, Connection,
            "The access token is not known. Get a new one and run Connect-Bitrix24 again."),
        new(ExpiredToken, null, AuthenticationError, Connection,
            "The access token has expired. Get a new one and run Connect-Bitrix24 again."),
        new("ERROR_OAUTH", null, AuthenticationError, Connection,
            "The application is not authorised on this portal. Install it again, then run Connect-Bitrix24 again."),
        new("APPLICATION_NOT_FOUND", null, AuthenticationError, Connection,
            "The application is not installed on this portal. Install it, then run Connect-Bitrix24 again."),
        new("NOT_INSTALLED", null, AuthenticationError, Connection,
            "The application is not installed on this portal. Install it, then run Connect-Bitrix24 again."),
        new("authorization_error", null, AuthenticationError, Connection,
            "The user behind the webhook or token cannot sign in: dismissed, perhaps. " + NewWebhook),
        new("user_access_error", null, PermissionDenied, Connection,
            "The portal's administrator lets only some users use this application. Ask for access."),
        new(InsufficientScope, null, PermissionDenied, Connection,
            "The webhook or token lacks a permission. "
            + "In Bitrix24, edit the inbound webhook and add Open Channels (imopenlines), then run Connect-Bitrix24 again."),
        new("PAYMENT_REQUIRED", null, PermissionDenied, Connection, "The portal's subscription has ended. Ask the portal's administrator."),
        new("PORTAL_DELETED", null, ResourceUnavailable, Connection,
            "The portal is deleted, or its public part is closed. On-premise: "
            + "Settings, Main module, Temporary closure of the public part of the site."),
        new("CONNECTION_ERROR", null, ConnectionError, NotExecuted, "The portal could not reach the authorisation server. " + Again),
        new("WRONG_LICENSE", null, PermissionDenied, Final, "The portal's plan does not include this feature."),
        new("WRONG_AUTH_TYPE", null, PermissionDenied, Final, "This method needs another kind of sign-in."),
        new("allowed_only_intranet_user", null, PermissionDenied, Final,
            "The method is for the portal's own employees. Use a webhook of an employee."),
        new("METHOD_CONFIRM_WAITING", null, PermissionDenied, Final, "The portal's administrator must confirm this method first."),
        new("METHOD_CONFIRM_DENIED", null, PermissionDenied, Final, "The portal's administrator has refused this method."),
        new("session_failed", null, AuthenticationError, Connection, "The portal took the call for one from a browser. " + NewWebhook),

        // Methods, parameters, batches.
        new(MethodNotFound, null, NotImplemented, Final,
            "The portal has no method of this name. Check the name; else the module that it belongs to is missing or too old."),
        new("ERROR_BATCH_METHOD_NOT_ALLOWED", null, InvalidOperation, Final, "This method cannot be part of a batch."),
        new("ERROR_BATCH_LENGTH_EXCEEDED", null, LimitsExceeded, NotExecuted, "A batch takes 50 commands at the most. " + Again),
        new("ERROR_ARGUMENT", null, InvalidArgument, Final, "A parameter is missing or has the wrong form."),
        new("ERROR_MANIFEST_IS_NOT_AVAILABLE", null, ResourceUnavailable, Final, "The manifest is not available on this portal."),
        new("WRONG_ENCODING", null, InvalidResult, Final, "The portal could not encode its answer. Ask the portal's administrator."),

        // The server.
        new("INTERNAL_SERVER_ERROR", null, ResourceUnavailable, Ambiguous,
            "The portal failed. " + Again + " If it goes on, ask Bitrix24 support."),
        new("ERROR_UNEXPECTED_ANSWER", null, ResourceUnavailable, Ambiguous,
            "The portal failed. " + Again + " If it goes on, ask Bitrix24 support."),
        new("ERROR_CORE", HttpStatusCode.InternalServerError, ResourceUnavailable, Ambiguous, "The portal failed. " + Again),
        new("ERROR_CORE", null, InvalidOperation, Final, "A module of the portal refused the operation; its text says why."),
        new("INTERNAL_WRONG_TRANSPORT", null, ResourceUnavailable, Final, "The portal is set up wrongly. Ask its administrator."),
        new("INTERNAL_WRONG_HANDLER_CLASS", null, ResourceUnavailable, Final, "The portal is set up wrongly. Ask its administrator."),
    ];

    /// <summary>The row of every code that nobody has seen yet: a final refusal.</summary>
    public static readonly ErrorRow Unknown = new(
        "", null, InvalidOperation, Final,
        "The portal refused with this code; its text says more. The method's documentation page lists its codes.");

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
}
