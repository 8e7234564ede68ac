using System;

namespace Bitrix24.Rest;

/// <summary>What went wrong with a call so far. Nearly all calls share <see cref="None"/>.</summary>
internal sealed record Setbacks
{
    public static readonly Setbacks None = new();

    /// <summary>How many times the outcome was lost.</summary>
    public int Losses { get; init; }

    /// <summary>Whether a request with the call was lost after it left.</summary>
    public bool MayHaveRun { get; init; }

    /// <summary>When the call was first refused for a limit; null where it never was.</summary>
    public DateTimeOffset? RefusedSince { get; init; }

    /// <summary>How many access tokens it was refused with.</summary>
    public int Tokens { get; init; }

    /// <summary>When first no connection could be made for the call; null where one always could.</summary>
    public DateTimeOffset? UnreachedSince { get; init; }

    /// <summary>When the call goes again, while it waits for its next try.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>With how many others at the most it goes in one batch: halved each time a batch is lost.</summary>
    public int LargestBatch { get; init; } = int.MaxValue;
}
