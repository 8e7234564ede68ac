namespace Bitrix24.Rest;

/// <summary>
/// A leaky bucket as the portal keeps it: each request adds one, the bucket drains all the time, and a request that would overflow it is refused.
/// See <see href="https://apidocs.bitrix24.com/limits.html">the limits of the REST API</see>.
/// </summary>
/// <param name="Burst">What the bucket holds.</param>
/// <param name="PerSecond">What drains in a second.</param>
internal sealed record PlanLimit(double Burst, double PerSecond)
{
    /// <summary>The limits that plans have, strictest first; on-premise portals have none.</summary>
    public static readonly PlanLimit[] Plans = [new(50, 2), new(250, 5), new(double.PositiveInfinity, double.PositiveInfinity)];

    public bool IsUnlimited => double.IsPositiveInfinity(Burst);
}
