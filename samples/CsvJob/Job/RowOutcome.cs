using Bitrix24.OpenLines;
using Bitrix24.Rest;
using CsvJob.Csv;

namespace CsvJob.Job;

/// <summary>What became of a row: the chat whose session was started, or an error.</summary>
/// <param name="Row">The row.</param>
/// <param name="Chat">Its chat, as far as it was found.</param>
/// <param name="Error">Why it did not get to the end; null where it did.</param>
internal sealed record RowOutcome(CsvRow Row, ChatId Chat, Bitrix24Exception? Error);
