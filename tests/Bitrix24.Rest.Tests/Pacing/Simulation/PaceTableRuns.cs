using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Rest.Tests;

/// <summary>The whole table, run once for the tests of one class.</summary>
public sealed class PaceTableRuns
{
    /// <summary>Each case and what its runs gave.</summary>
    internal IReadOnlyList<(PaceCase Case, IReadOnlyList<PaceResult> Results)> Runs { get; } =
        [.. PaceTable.All.Select(static pace => (pace, pace.Run()))];
}
