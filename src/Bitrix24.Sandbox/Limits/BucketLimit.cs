namespace Bitrix24.Sandbox;

/// <summary>The leaky bucket of a plan: the threshold X and the drain Y per second.</summary>
/// <param name="Burst">X: a request that would lift the counter above it is refused.</param>
/// <param name="Drain">Y: how much the counter falls per second.</param>
/// <param name="CountRefused">Whether a refused request lifts the counter too.</param>
internal sealed record BucketLimit(double Burst, double Drain, bool CountRefused = false) : RequestLimit
{
    public static BucketLimit Standard { get; } = new(50, 2);

    public static BucketLimit Enterprise { get; } = new(250, 5);

    /// <summary>Whether the counter falls once every second by Y instead of all the time.</summary>
    public bool InWholeSeconds { get; init; }

    /// <summary>Which part of the first second is over at the beginning, from 0 to 1, where it falls once a second.</summary>
    public double Phase { get; init; }

    /// <summary>How full the bucket is at the beginning, from 0 to 1.</summary>
    public double Filled { get; init; }

    public override RequestCounter CreateCounter(double start) => new BucketCounter(this, start);
}
