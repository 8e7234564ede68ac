using System.Net;

namespace Bitrix24.Rest;

/// <summary>One row of <see cref="ErrorTable"/>.</summary>
/// <param name="Code">The portal's code, or our own id for a failure that has none.</param>
/// <param name="Status">The HTTP status this row is limited to; null for every status and for items of a batch.</param>
/// <param name="Meaning">The category.</param>
/// <param name="Kind">What it says about the call.</param>
/// <param name="Advice">What the user can do, in one or two sentences.</param>
internal sealed record ErrorRow(string Code, HttpStatusCode? Status, ErrorMeaning Meaning, FailureKind Kind, string Advice);
