using System.Net;

namespace Bitrix24.Rest;

/// <summary>One row of <see cref="ErrorTable"/>.</summary>
/// <param name="Code">The portal's code, or our own id for a failure that has none.</param>
/// <param name="Status">The HTTP status this row is limited to; null for every status and for items of a batch.</param>
/// <param name="Meaning">The category.</param>
/// <param name="Kind">What it says about the call.</param>
/// <param name="AdviceText">What the user can do, in one or two sentences.</param>
internal sealed record ErrorRow(string Code, HttpStatusCode? Status, ErrorMeaning Meaning, FailureKind Kind, LocalizableText AdviceText)
{
    /// <summary>The advice in the language of the thread that reads it.</summary>
    public string Advice => AdviceText.ToString();

    /// <summary>A row whose advice stands among our texts under the names of its table, its code and its status.</summary>
    public static ErrorRow Of(string table, string code, ErrorMeaning meaning, FailureKind kind, HttpStatusCode? status) =>
        new(code, status, meaning, kind, RestText.Of(status is null ? $"{table}_{code}" : $"{table}_{code}_{(int)status}"));
}
