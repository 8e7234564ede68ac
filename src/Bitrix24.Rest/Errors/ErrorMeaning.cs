namespace Bitrix24.Rest;

/// <summary>What kind of trouble a failure is, in the words of PowerShell's ErrorCategory but without PowerShell.</summary>
internal enum ErrorMeaning
{
    AuthenticationError,
    ConnectionError,
    InvalidArgument,
    InvalidData,
    InvalidOperation,
    InvalidResult,
    LimitsExceeded,
    NotImplemented,
    ObjectNotFound,
    OperationStopped,
    OperationTimeout,
    PermissionDenied,
    ResourceExists,
    ResourceUnavailable,
}
