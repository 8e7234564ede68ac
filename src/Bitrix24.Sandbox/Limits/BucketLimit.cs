namespace Bitrix24.Sandbox;

/// <summary>The leaky bucket of a plan: the threshold X and the drain Y per second.</summary>
/// <param name="Burst">X: a request that would lift the counter above it is refused.</param>
/// <param name="Drain">Y: how much the counter falls per second.</param>
/// <param name="CountRefused">Whether a refused request lifts the counter too.</param>
internal sealed record BucketLimit(double Burst, double Drain, bool CountRefused = false)
{
    public static BucketLimit Standard { get; } = new(50, 2);

    public static BucketLimit Enterprise { get; } = new(250, 5);
}
