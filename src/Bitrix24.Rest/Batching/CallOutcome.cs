using System.Text.Json;

namespace Bitrix24.Rest;

/// <summary>What an answer says about one call.</summary>
/// <param name="Call">The call.</param>
/// <param name="Result">Its result; undefined where there is an error.</param>
/// <param name="Error">Why there is no result.</param>
/// <param name="Verdict">What follows from the error.</param>
internal readonly record struct CallOutcome(Call Call, JsonElement Result, Bitrix24Exception? Error, RetryVerdict Verdict);
