namespace Bitrix24.Rest;

/// <summary>What an answer says about one call.</summary>
/// <param name="Call">The call; it has accepted its result where there is no error.</param>
/// <param name="Error">Why there is no result.</param>
/// <param name="Verdict">What follows from the error.</param>
internal readonly record struct CallOutcome(Call Call, Bitrix24Exception? Error, RetryVerdict Verdict);
