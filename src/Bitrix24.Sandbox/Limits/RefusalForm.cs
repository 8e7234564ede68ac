namespace Bitrix24.Sandbox;

/// <summary>How a refusal for the request rate looks.</summary>
internal enum RefusalForm
{
    /// <summary>503 with the code QUERY_LIMIT_EXCEEDED and without Retry-After, as the cloud does it.</summary>
    QueryLimitExceeded,

    /// <summary>429 with the same code and without Retry-After.</summary>
    TooManyRequests,

    /// <summary>429 with a Retry-After in whole seconds.</summary>
    RetryAfterSeconds,

    /// <summary>429 with a Retry-After that is a date.</summary>
    RetryAfterDate,
}
