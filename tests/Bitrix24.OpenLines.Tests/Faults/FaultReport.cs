using System;
using System.Collections.Generic;
using System.Linq;
using Bitrix24.Rest;
using Portal.Faults;

namespace Bitrix24.OpenLines.Tests.Faults;

/// <summary>What became of a run.</summary>
internal sealed class FaultReport(FaultRun run, TimeSpan took, IReadOnlyList<string> broken)
{
    public int Seed { get; } = run.Seed;

    /// <summary>How long it took in virtual time.</summary>
    public TimeSpan Took { get; } = took;

    /// <summary>The laws that were broken.</summary>
    public IReadOnlyList<string> Broken { get; } = broken;

    public Counters Counters { get; } = run.Counters;

    public int Requests { get; } = run.Handler.Sent.Count;

    public IReadOnlyList<FaultKind> Faults { get; } =
    [
        .. run.Handler.Sent.Select(static sent => sent.Fault.Kind).Where(static kind => kind != FaultKind.None),
    ];

    public string Schedule { get; } = run.Schedule.Description;

    // Of a hundred thousand runs the numbers can be kept, but not the runs.
    private int Clients { get; } = run.Clients.Count;

    private int Jobs { get; } = run.Jobs.Count;

    public override string ToString() =>
        $"seed {Seed}: {string.Join("; ", Broken.Take(3))} "
        + $"[{Schedule}; {Clients} clients, {Jobs} jobs, {Requests} requests, {Took}]";
}
