using System;
using System.Linq;
using System.Net;
using static Bitrix24.Rest.ErrorMeaning;
using static Bitrix24.Rest.FailureKind;

namespace Bitrix24.Rest.Tests;

public sealed class ErrorTableTests
{
    [Theory]

    // The methods of this module.
    [InlineData("CHAT_ID", nameof(InvalidArgument), nameof(Final))]
    [InlineData("CHAT_TYPE", nameof(InvalidArgument), nameof(Final))]
    [InlineData("USER_ID", nameof(AuthenticationError), nameof(Final))]
    [InlineData("IM_LOAD_ERROR", nameof(ResourceUnavailable), nameof(Final))]
    [InlineData("ACCESS_DENIED", nameof(PermissionDenied), nameof(Final))]

    // The system codes of the methods' pages.
    [InlineData("INTERNAL_SERVER_ERROR", nameof(ResourceUnavailable), nameof(Ambiguous))]
    [InlineData("ERROR_UNEXPECTED_ANSWER", nameof(ResourceUnavailable), nameof(Ambiguous))]
    [InlineData("QUERY_LIMIT_EXCEEDED", nameof(LimitsExceeded), nameof(RateLimit))]
    [InlineData("ERROR_BATCH_METHOD_NOT_ALLOWED", nameof(InvalidOperation), nameof(Final))]
    [InlineData("ERROR_BATCH_LENGTH_EXCEEDED", nameof(LimitsExceeded), nameof(NotExecuted))]
    [InlineData("NO_AUTH_FOUND", nameof(AuthenticationError), nameof(Connection))]
    [InlineData("INVALID_REQUEST", nameof(AuthenticationError), nameof(Connection))]
    [InlineData("OVERLOAD_LIMIT", nameof(LimitsExceeded), nameof(Connection))]
    [InlineData("INVALID_CREDENTIALS", nameof(AuthenticationError), nameof(Connection))]
    [InlineData("ERROR_MANIFEST_IS_NOT_AVAILABLE", nameof(ResourceUnavailable), nameof(Final))]
    [InlineData("insufficient_scope", nameof(PermissionDenied), nameof(Connection))]
    [InlineData("expired_token", nameof(AuthenticationError), nameof(Connection))]
    [InlineData("user_access_error", nameof(PermissionDenied), nameof(Connection))]
    [InlineData("PORTAL_DELETED", nameof(ResourceUnavailable), nameof(Connection))]

    // System codes that the pages leave out.
    [InlineData("OPERATION_TIME_LIMIT", nameof(LimitsExceeded), nameof(OperatingLimit))]
    [InlineData("ERROR_METHOD_NOT_FOUND", nameof(NotImplemented), nameof(Final))]
    [InlineData("invalid_token", nameof(AuthenticationError), nameof(Connection))]
    [InlineData("ERROR_OAUTH", nameof(AuthenticationError), nameof(Connection))]
    [InlineData("APPLICATION_NOT_FOUND", nameof(AuthenticationError), nameof(Connection))]
    [InlineData("NOT_INSTALLED", nameof(AuthenticationError), nameof(Connection))]
    [InlineData("authorization_error", nameof(AuthenticationError), nameof(Connection))]
    [InlineData("CONNECTION_ERROR", nameof(ConnectionError), nameof(NotExecuted))]
    [InlineData("WRONG_LICENSE", nameof(PermissionDenied), nameof(Final))]
    [InlineData("WRONG_AUTH_TYPE", nameof(PermissionDenied), nameof(Final))]
    [InlineData("PAYMENT_REQUIRED", nameof(PermissionDenied), nameof(Connection))]
    [InlineData("ERROR_ARGUMENT", nameof(InvalidArgument), nameof(Final))]
    [InlineData("ERROR_CORE", nameof(InvalidOperation), nameof(Final))]
    [InlineData("INTERNAL_WRONG_TRANSPORT", nameof(ResourceUnavailable), nameof(Final))]
    [InlineData("INTERNAL_WRONG_HANDLER_CLASS", nameof(ResourceUnavailable), nameof(Final))]
    [InlineData("METHOD_CONFIRM_WAITING", nameof(PermissionDenied), nameof(Final))]
    [InlineData("METHOD_CONFIRM_DENIED", nameof(PermissionDenied), nameof(Final))]
    [InlineData("allowed_only_intranet_user", nameof(PermissionDenied), nameof(Final))]
    [InlineData("session_failed", nameof(AuthenticationError), nameof(Connection))]
    [InlineData("WRONG_ENCODING", nameof(InvalidResult), nameof(Final))]
    public void A_code_has_a_category_and_says_what_became_of_the_call(string code, string meaning, string kind)
    {
        foreach (var spelling in new[] { code, code.ToUpperInvariant(), code.ToLowerInvariant() })
        {
            var row = ErrorTable.Find(spelling, status: null);
            Assert.Equal((meaning, kind), (row.Meaning.ToString(), row.Kind.ToString()));
        }
    }

    [Theory]
    [InlineData(OwnErrorId.ConnectionFailed, nameof(ConnectionError), nameof(NotExecuted))]
    [InlineData(OwnErrorId.ConnectionLost, nameof(ConnectionError), nameof(Connection))]
    [InlineData(OwnErrorId.Disconnected, nameof(ConnectionError), nameof(Connection))]
    [InlineData(OwnErrorId.EmptyErrorCode, nameof(InvalidOperation), nameof(Final))]
    [InlineData(OwnErrorId.InvalidChatId, nameof(InvalidData), nameof(Final))]
    [InlineData(OwnErrorId.InvalidErrorCode, nameof(InvalidOperation), nameof(Final))]
    [InlineData(OwnErrorId.InvalidResponse, nameof(InvalidResult), nameof(Ambiguous))]
    [InlineData(OwnErrorId.InvalidUserCode, nameof(InvalidData), nameof(Final))]
    [InlineData(OwnErrorId.MissingScope, nameof(PermissionDenied), nameof(Connection))]
    [InlineData(OwnErrorId.NotRun, nameof(OperationStopped), nameof(Final))]
    [InlineData(OwnErrorId.OutcomeUnknown, nameof(InvalidResult), nameof(Final))]
    [InlineData(OwnErrorId.PortalMoved, nameof(ConnectionError), nameof(Connection))]
    [InlineData(OwnErrorId.RequestTimeout, nameof(OperationTimeout), nameof(Ambiguous))]
    [InlineData(OwnErrorId.SignInRequired, nameof(AuthenticationError), nameof(Connection))]
    [InlineData(OwnErrorId.UnexpectedFault, nameof(InvalidOperation), nameof(Final))]
    public void A_failure_of_our_own_has_them_too(string id, string meaning, string kind)
    {
        var row = OwnErrorTable.Find(id);
        Assert.Equal((id, meaning, kind), (row.Code, row.Meaning.ToString(), row.Kind.ToString()));
    }

    [Theory]
    [InlineData(
        "ACCESS_ERROR ACCESS_DENIED_KICK ATTACH_ERROR ATTACH_OVERSIZE BOT_ID_ERROR CANCELED CANT_SAVE_QUICK_ANSWER "
        + "CHAT_DELETE_USER_PERMISSION_DENIED CHAT_ID_EMPTY CHAT_NOT_IN_CRM CODE CONFIG_ID_EMPTY CONFIG_WRONG_USER_PERMISSION "
        + "CRM_CHAT_EMPTY_CRM_DATA CRM_CHAT_EMPTY_USER CRM_CHAT_USER_NOT_ACTIVE CRM_NOT_INSTALLED DATE_END_WRONG_FORMAT DATE_START_EMPTY "
        + "DATE_START_WRONG_FORMAT EMPTY_CHAT_ID EMPTY_MESSAGE_ID EMPTY_OPERATOR_ID EMPTY_SESSION_ID EMPTY_VOTE_PARAMS "
        + "ERROR_USER_NOT_OPERATOR FORM_INFO_EMPTY IMBOT_ERROR IMOL_CHAT_ERROR_ANSWER_NOT_LOAD_SESSION IMOL_CHAT_ERROR_NOT_LOAD_CHAT "
        + "IMOL_CHAT_ERROR_NOT_LOAD_CRM IMOL_CHAT_ERROR_NOT_LOAD_DATA IM_NOT_INSTALLED INACTIVE INVALID_FORMAT INVALID_SESSION_ID "
        + "KEYBOARD_ERROR MESSAGE_ADD_ERROR MESSAGE_EMPTY MISSING_REQUIRED_PARAM NOT_FOUND NOT_LOAD_SESSION_OR_CHAT NO_SESSION_ERROR "
        + "OPERATOR_WRONG QUEUE_ID_EMPTY SESSION_ID_EMPTY TRANSFER_ID_EMPTY USER_CODE_ERROR USER_ERROR USER_ID_EMPTY USER_MESSAGE_LIMIT "
        + "WRONG_CHAT WRONG_REQUEST")]
    public void The_codes_of_the_other_open_lines_methods_are_final_refusals(string codes) =>
        Assert.All(codes.Split(' '), code =>
        {
            var row = ErrorTable.Find(code, HttpStatusCode.BadRequest);
            Assert.NotSame(ErrorTable.Unknown, row);
            Assert.Equal(Final, row.Kind);
        });

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, nameof(Connection), "plan")]
    [InlineData(HttpStatusCode.BadRequest, nameof(Final), "no chat with this code or id")]
    [InlineData(HttpStatusCode.Forbidden, nameof(Final), "has no right to this operation")]
    [InlineData(null, nameof(Final), "does not tell which")]
    [InlineData(HttpStatusCode.OK, nameof(Final), "does not tell which")]
    public void The_status_tells_the_meanings_of_ACCESS_DENIED_apart(HttpStatusCode? status, string kind, string advice)
    {
        var row = ErrorTable.Find("access_denied", status);

        Assert.Equal(PermissionDenied, row.Meaning);
        Assert.Equal(kind, row.Kind.ToString());
        Assert.Contains(advice, row.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void The_core_error_of_a_failing_server_may_have_been_done()
    {
        Assert.Equal(Ambiguous, ErrorTable.Find("ERROR_CORE", HttpStatusCode.InternalServerError).Kind);
        Assert.Equal(Final, ErrorTable.Find("ERROR_CORE", HttpStatusCode.BadRequest).Kind);
    }

    [Theory]
    [InlineData("NEVER_SEEN")]
    [InlineData("100")]
    [InlineData("")]
    public void A_code_that_nobody_has_seen_is_a_final_refusal(string code)
    {
        Assert.Same(ErrorTable.Unknown, ErrorTable.Find(code, HttpStatusCode.BadRequest));
        Assert.Equal(Final, ErrorTable.Unknown.Kind);
        Assert.NotEmpty(ErrorTable.Unknown.Advice);
    }

    [Fact]
    public void No_row_stands_twice() =>
        Assert.Equal(ErrorTable.Rows.Count, ErrorTable.Rows.Select(row => (row.Code.ToUpperInvariant(), row.Status)).Distinct().Count());

    [Fact]
    public void Every_id_of_our_own_has_a_row()
    {
        var ids = typeof(OwnErrorId).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToList();

        Assert.Equal(ids.Order(), OwnErrorTable.Rows.Select(row => row.Code).Order());
        Assert.Equal(ids.Order(), ids.Select(id => OwnErrorTable.Find(id).Code).Order());
        Assert.All(typeof(OwnErrorId).GetFields(), field => Assert.Equal(field.Name, field.GetRawConstantValue()));
    }
}
