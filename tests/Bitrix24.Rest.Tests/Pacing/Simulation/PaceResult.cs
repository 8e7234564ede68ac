using System;

namespace Bitrix24.Rest.Tests;

/// <summary>How a simulated job went.</summary>
/// <param name="Seconds">How long it took.</param>
/// <param name="Floor">How long it takes one who knows the limit.</param>
/// <param name="IsDone">Whether it ended at all.</param>
/// <param name="Sent">How many requests were sent.</param>
/// <param name="Refused">How many of them were refused.</param>
/// <param name="MostUnderWay">The most that were under way at once.</param>
internal sealed record PaceResult(double Seconds, double Floor, bool IsDone, int Sent, int Refused, int MostUnderWay)
{
    public double Ratio => Seconds / Floor;

    public double RefusedPercent => 100.0 * Refused / Math.Max(1, Sent);

    /// <summary>How many times as many as the other the luckier of two clients was let in, while both were there.</summary>
    public double Shares { get; init; } = 1;

    /// <summary>How many percent of the tenant's requests were refused.</summary>
    public double TenantRefusedPercent { get; init; }

    /// <summary>How long the second job took.</summary>
    public double SecondJobSeconds { get; init; }
}
