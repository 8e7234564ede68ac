using System;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>What a method on a session takes beside its chat.</summary>
/// <param name="Parameters">The parameters.</param>
/// <param name="FindFault">
/// What is wrong with a dialog that is read back, where it shows that they had no effect; null where nothing is.
/// </param>
internal sealed record SessionParameters(CallParameter[] Parameters, Func<DialogRecord, LocalizableText?>? FindFault = null)
{
    public static readonly SessionParameters None = new([]);
}
