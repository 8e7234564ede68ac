namespace Bitrix24.Sandbox;

/// <summary>So many requests in a span of time.</summary>
/// <param name="Requests">How many.</param>
/// <param name="Seconds">The span.</param>
/// <param name="IsSliding">Whether any span of that length counts, and not only one after the other.</param>
internal sealed record WindowLimit(double Requests, double Seconds, bool IsSliding = false) : RequestLimit
{
    /// <summary>Whether a refused request counts too, in a sliding window.</summary>
    public bool CountRefused { get; init; }

    /// <summary>Which part of the first window is over at the beginning, from 0 to 1.</summary>
    public double Phase { get; init; }

    public override RequestCounter CreateCounter(double start) =>
        IsSliding ? new SlidingWindowCounter(this) : new WindowCounter(this, start);
}
