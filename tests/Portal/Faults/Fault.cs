using System;

namespace Portal.Faults;

/// <summary>A fault as it is played on one request.</summary>
/// <param name="Kind">What happens.</param>
public sealed record Fault(FaultKind Kind)
{
    /// <summary>The request that nothing befalls.</summary>
    public static readonly Fault None = new(FaultKind.None);

    /// <summary>Whether the portal does the work first; only where <see cref="Kind"/> leaves it open.</summary>
    public bool AfterWork { get; init; }

    /// <summary>How long it takes: the delay of an answer, the pause between the drops of a body, the jump of a clock.</summary>
    public TimeSpan Time { get; init; }

    /// <summary>The Retry-After header of an answer that has none of the portal's; null for none.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>Whether a fault that refuses some items of a batch refuses every one.</summary>
    public bool StrikesAll { get; init; }

    /// <summary>Decides what is left open: which status, where the body breaks, which items.</summary>
    public int Dice { get; init; }
}
