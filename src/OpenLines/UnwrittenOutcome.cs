using System;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>What is to be told of one item once its call has its outcome.</summary>
/// <param name="Call">The call; null where there is nothing to wait for.</param>
/// <param name="Create">Makes what is told; null where the call did not run and there is nothing before it to tell.</param>
internal sealed record UnwrittenOutcome(Call? Call, Func<Outcome?> Create)
{
    public bool IsKnown => Call is null or { HasOutcome: true };
}
