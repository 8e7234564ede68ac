namespace Bitrix24.Rest;

/// <summary>The ids of failures that have no portal code. Scripts depend on them: they are frozen.</summary>
internal static class OwnErrorId
{
    public const string AlreadyOperator = "AlreadyOperator";
    public const string AmbiguousInput = "AmbiguousInput";
    public const string ApplicationRequired = "ApplicationRequired";
    public const string ClientIdMissing = "ClientIdMissing";
    public const string ConfirmationUnavailable = "ConfirmationUnavailable";
    public const string ConnectionFailed = "ConnectionFailed";
    public const string ConnectionLost = "ConnectionLost";
    public const string Disconnected = "Disconnected";
    public const string EmptyErrorCode = "EmptyErrorCode";
    public const string FileNotFetched = "FileNotFetched";
    public const string FileNotSaved = "FileNotSaved";
    public const string InvalidAccessToken = "InvalidAccessToken";
    public const string InvalidChatId = "InvalidChatId";
    public const string InvalidConnection = "InvalidConnection";
    public const string InvalidConnectorId = "InvalidConnectorId";
    public const string InvalidCrmId = "InvalidCrmId";
    public const string InvalidErrorCode = "InvalidErrorCode";
    public const string InvalidErrorRecord = "InvalidErrorRecord";
    public const string InvalidFileId = "InvalidFileId";
    public const string InvalidFolder = "InvalidFolder";
    public const string InvalidLineId = "InvalidLineId";
    public const string InvalidLineName = "InvalidLineName";
    public const string InvalidMessageId = "InvalidMessageId";
    public const string InvalidMethod = "InvalidMethod";
    public const string InvalidNetworkCode = "InvalidNetworkCode";
    public const string InvalidParameters = "InvalidParameters";
    public const string InvalidPortal = "InvalidPortal";
    public const string InvalidRating = "InvalidRating";
    public const string InvalidResponse = "InvalidResponse";
    public const string InvalidSessionId = "InvalidSessionId";
    public const string InvalidText = "InvalidText";
    public const string InvalidUserCode = "InvalidUserCode";
    public const string InvalidUserId = "InvalidUserId";
    public const string InvalidWebhook = "InvalidWebhook";
    public const string LineNotFound = "LineNotFound";
    public const string LineRefused = "LineRefused";
    public const string MissingInput = "MissingInput";
    public const string MissingScope = "MissingScope";
    public const string NoCrmChat = "NoCrmChat";
    public const string NoOpenSession = "NoOpenSession";
    public const string NotConnected = "NotConnected";
    public const string NotOperator = "NotOperator";
    public const string NotPaged = "NotPaged";
    public const string NotRun = "NotRun";
    public const string NotVerified = "NotVerified";
    public const string OtherPortal = "OtherPortal";
    public const string OutcomeUnknown = "OutcomeUnknown";
    public const string PortalMoved = "PortalMoved";
    public const string RequestTimeout = "RequestTimeout";
    public const string SignInRequired = "SignInRequired";
    public const string UnexpectedArgument = "UnexpectedArgument";
    public const string UnexpectedFault = "UnexpectedFault";
    public const string WebhookMissing = "WebhookMissing";
}
