namespace Bitrix24.Rest.Tests;

/// <summary>What is demanded of a case.</summary>
/// <param name="Ratio">The time over the floor, median of the runs.</param>
/// <param name="WorstRatio">The same of the worst run.</param>
/// <param name="Refused">Percent of the requests that were refused, median of the runs.</param>
/// <param name="WorstRefused">The same of the worst run.</param>
internal sealed record PaceReach(double Ratio, double WorstRatio, double Refused, double WorstRefused)
{
    /// <summary>Nothing is demanded of a single run.</summary>
    public PaceReach(double ratio, double refused)
        : this(ratio, double.PositiveInfinity, refused, double.PositiveInfinity)
    {
    }

    /// <summary>Percent of a tenant's requests that were refused, median of the runs.</summary>
    public double TenantRefused { get; init; } = 100;

    /// <summary>How many times as many as the other the luckier of two clients got, median of the runs.</summary>
    public double Shares { get; init; } = double.PositiveInfinity;

    /// <summary>How long a second job takes, in seconds, median of the runs.</summary>
    public double SecondJob { get; init; } = double.PositiveInfinity;

    /// <summary>
    /// Where the floor is next to nothing: how many seconds more than the floor, median of the runs, instead of the
    /// ratio.
    /// </summary>
    public double SecondsOver { get; init; } = double.PositiveInfinity;
}
