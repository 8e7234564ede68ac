using System;
using System.Collections.Generic;
using System.Linq;
using static Bitrix24.Rest.ErrorMeaning;
using static Bitrix24.Rest.FailureKind;

namespace Bitrix24.Rest;

/// <summary>
/// The failures that have no code of the portal's, as <see cref="ErrorTable"/> has those that do: a portal that sends such a word as its
/// code means something else by it.
/// </summary>
internal static class OwnErrorTable
{
    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<ErrorRow> Rows =
    [
        Row(OwnErrorId.AlreadyOperator, InvalidOperation, Final),
        Row(OwnErrorId.AmbiguousInput, InvalidArgument, Final),
        Row(OwnErrorId.ApplicationRequired, AuthenticationError, Final),
        Row(OwnErrorId.AuthorizationCodeMissing, AuthenticationError, Final),
        Row(OwnErrorId.BrowserSignInFailed, AuthenticationError, Final),
        Row(OwnErrorId.BrowserSignInUnavailable, ResourceUnavailable, Final),
        Row(OwnErrorId.ClientIdMissing, AuthenticationError, Final),
        Row(OwnErrorId.ConfirmationUnavailable, InvalidOperation, Final),
        Row(OwnErrorId.ConnectionFailed, ConnectionError, NotExecuted),
        Row(OwnErrorId.ConnectionLost, ConnectionError, Connection),
        Row(OwnErrorId.Disconnected, ConnectionError, Connection),
        Row(OwnErrorId.EmptyErrorCode, InvalidOperation, Final),
        Row(OwnErrorId.FileNotFetched, ConnectionError, Final),
        Row(OwnErrorId.FileNotSaved, ResourceUnavailable, Final),
        Row(OwnErrorId.InvalidAccessToken, InvalidArgument, Final),
        Row(OwnErrorId.InvalidAuthorizationCode, InvalidArgument, Final),
        Row(OwnErrorId.InvalidCertificate, InvalidArgument, Final),
        Row(OwnErrorId.InvalidChatId, InvalidData, Final),
        Row(OwnErrorId.InvalidClientCredential, InvalidArgument, Final),
        Row(OwnErrorId.InvalidConnection, InvalidArgument, Final),
        Row(OwnErrorId.InvalidConnectorId, InvalidData, Final),
        Row(OwnErrorId.InvalidCrmId, InvalidData, Final),
        Row(OwnErrorId.InvalidErrorCode, InvalidOperation, Final),
        Row(OwnErrorId.InvalidErrorRecord, InvalidData, Final),
        Row(OwnErrorId.InvalidFileId, InvalidData, Final),
        Row(OwnErrorId.InvalidFolder, InvalidArgument, Final),
        Row(OwnErrorId.InvalidLineId, InvalidData, Final),
        Row(OwnErrorId.InvalidLineName, InvalidData, Final),
        Row(OwnErrorId.InvalidMessageId, InvalidData, Final),
        Row(OwnErrorId.InvalidMethod, InvalidArgument, Final),
        Row(OwnErrorId.InvalidNetworkCode, InvalidData, Final),
        Row(OwnErrorId.InvalidOffset, InvalidArgument, Final),
        Row(OwnErrorId.InvalidParameters, InvalidData, Final),
        Row(OwnErrorId.InvalidPortal, InvalidArgument, Final),
        Row(OwnErrorId.InvalidProxy, InvalidArgument, Final),
        Row(OwnErrorId.InvalidRating, InvalidData, Final),
        Row(OwnErrorId.InvalidRedirectUri, InvalidArgument, Final),
        Row(OwnErrorId.InvalidRefreshToken, InvalidArgument, Final),
        Row(OwnErrorId.InvalidResponse, InvalidResult, Ambiguous),
        Row(OwnErrorId.InvalidSessionId, InvalidData, Final),
        Row(OwnErrorId.InvalidText, InvalidData, Final),
        Row(OwnErrorId.InvalidTokenServer, InvalidArgument, Final),
        Row(OwnErrorId.InvalidTokenStore, InvalidData, Final),
        Row(OwnErrorId.InvalidUserCode, InvalidData, Final),
        Row(OwnErrorId.InvalidUserId, InvalidData, Final),
        Row(OwnErrorId.InvalidWebhook, InvalidArgument, Final),
        Row(OwnErrorId.LineNotFound, ObjectNotFound, Final),
        Row(OwnErrorId.LineRefused, InvalidOperation, Final),
        Row(OwnErrorId.MissingInput, InvalidArgument, Final),
        Row(OwnErrorId.MissingScope, PermissionDenied, Connection),
        Row(OwnErrorId.NoCrmChat, ObjectNotFound, Final),
        Row(OwnErrorId.NoOpenSession, ObjectNotFound, Final),
        Row(OwnErrorId.NotConnected, ConnectionError, Connection),
        Row(OwnErrorId.NotOperator, PermissionDenied, Final),
        Row(OwnErrorId.NotPaged, InvalidResult, Final),
        Row(OwnErrorId.NotRun, OperationStopped, Final),
        Row(OwnErrorId.NotVerified, InvalidResult, Final),
        Row(OwnErrorId.OtherPortal, InvalidArgument, Final),
        Row(OwnErrorId.OutcomeUnknown, InvalidResult, Final),
        Row(OwnErrorId.PortalMoved, ConnectionError, Connection),
        Row(OwnErrorId.RequestTimeout, OperationTimeout, Ambiguous),
        Row(OwnErrorId.SignInRequired, AuthenticationError, Connection),
        Row(OwnErrorId.TokenServerUnavailable, ConnectionError, NotExecuted),
        Row(OwnErrorId.TokenStoreUnavailable, ResourceUnavailable, Final),
        Row(OwnErrorId.UnexpectedArgument, InvalidArgument, Final),
        Row(OwnErrorId.UnexpectedFault, InvalidOperation, Final),
        Row(OwnErrorId.WebhookMissing, AuthenticationError, Final),
    ];

    private static readonly Dictionary<string, ErrorRow> ById = Rows.ToDictionary(row => row.Code, StringComparer.Ordinal);

    /// <summary>The row of one of our own ids.</summary>
    public static ErrorRow Find(string id) => ById[id];

    private static ErrorRow Row(string id, ErrorMeaning meaning, FailureKind kind) =>
        ErrorRow.Of("OwnAdvice", id, meaning, kind, status: null);
}
