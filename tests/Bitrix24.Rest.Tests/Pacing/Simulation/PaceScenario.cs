using System;
using System.Globalization;
using Bitrix24.Sandbox;
using Portal;

namespace Bitrix24.Rest.Tests;

/// <summary>A job of so many requests on a limit, at the level of single requests and in virtual time.</summary>
internal sealed record PaceScenario
{
    public RequestLimit? Limit { get; init; }

    /// <summary>How many requests the job of each client has.</summary>
    public int Requests { get; init; }

    public int Seed { get; init; }

    /// <summary>The way there and back, in seconds.</summary>
    public double RoundTrip { get; init; } = 0.015;

    /// <summary>How long the portal works on a request, in seconds.</summary>
    public double Work { get; init; } = 0.005;

    public int Clients { get; init; } = 1;

    /// <summary>How much later each further client comes, in seconds.</summary>
    public double Later { get; init; }

    /// <summary>Where the clients share what they know; null where they know nothing of each other.</summary>
    public Func<VirtualTime, IPaceStore>? Store { get; init; }

    /// <summary>When the process of the first client is ended.</summary>
    public double KillAt { get; init; } = double.PositiveInfinity;

    /// <summary>The part of the limit that somebody else uses, at random moments unless it is said otherwise.</summary>
    public double Tenant { get; init; }

    /// <summary>Whether that somebody comes at equal intervals.</summary>
    public bool TenantIsSteady { get; init; }

    /// <summary>How many requests a second each client sends at the most; null where only the limit says.</summary>
    public double? MaximumRate { get; init; }

    /// <summary>The part of the requests that are lost on the way, there or back.</summary>
    public double Lost { get; init; }

    /// <summary>Each how manieth is not sent after all, when its turn has come.</summary>
    public int LetGoEvery { get; init; } = int.MaxValue;

    /// <summary>When the limit changes.</summary>
    public double ChangeAt { get; init; } = double.PositiveInfinity;

    /// <summary>To how many times what it was.</summary>
    public double ChangeBy { get; init; } = 1;

    /// <summary>When a second job begins, on the same connection.</summary>
    public double SecondJobAt { get; init; } = double.PositiveInfinity;

    public int SecondJobRequests { get; init; }

    /// <summary>How long the client's timers may be late, in seconds.</summary>
    public double TimerLateness { get; init; } = 0.001;

    /// <summary>What the whole limit lets in a second; infinity where there is none.</summary>
    public double PerSecond => Limit switch
    {
        BucketLimit bucket => bucket.Drain,
        WindowLimit window => window.Requests / window.Seconds,
        QueueLimit queue => queue.PerSecond,
        UnderWayLimit underWay => underWay.Requests / (RoundTrip + Work),
        _ => double.PositiveInfinity,
    };

    /// <summary>How long the machine is too busy at the beginning to send and receive in time, in seconds.</summary>
    public double BusyFor { get; init; }

    /// <summary>How much longer each way takes at the most while it is, in seconds.</summary>
    public double BusyDelay { get; init; }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Limit}, {Requests} requests, {RoundTrip} + {Work} s, {Clients} clients, tenant {Tenant}, seed {Seed}");
}
