using System.Collections.Generic;
using Bitrix24.Sandbox;

namespace Bitrix24.Rest.Tests;

/// <summary>The cases and the reach that is demanded of each.</summary>
internal static class PaceTable
{
    private const double Any = double.PositiveInfinity;

    private static readonly (double RoundTrip, double Work) HalfMinute = (0.1, 28);
    private static readonly (double RoundTrip, double Work) LongWay = (1, 0.2);
    private static readonly (double RoundTrip, double Work) Loopback = (0.003, 0.02);
    private static readonly (double RoundTrip, double Work) OneSecond = (0.1, 0.9);
    private static readonly (double RoundTrip, double Work) Quick = (0.005, 0.015);
    private static readonly (double RoundTrip, double Work) Middling = (0.02, 0.13);
    private static readonly PaceReach LongWindow = new(1.45, 1.65, 10, 14);

    public static IReadOnlyList<PaceCase> All { get; } =
    [
        Case("2/50, N=100", 100, new BucketLimit(50, 2), new(1.06, 1.10, 3, 3)),
        Case("2/50 ticks, N=100", 100, Ticks(50, 2), new(1.06, 1.10, 3, 3)),
        Case("2/50, N=400", 400, new BucketLimit(50, 2), new(1.02, 1.03, 1.5, 2)),
        Case("2/50 ticks, N=400", 400, Ticks(50, 2), new(1.02, 1.03, 1.5, 2)),
        Case("2/50 half full, N=200", 200, new BucketLimit(50, 2) { Filled = 0.5 }, new(1.03, 6)),
        Case("2/50 full, N=200", 200, new BucketLimit(50, 2) { Filled = 1 }, new(1.03, 10)),
        Case("2/50 90 % full, N=20", 20, Full(50, 2), new(1.4, 30)) with { Latency = Middling },
        Busy("2/50 90 % full, busy machine, N=20", 20, Full(50, 2), new(1.3, 1.45, 40, Any)),
        Busy("0.5/50 90 % full, busy machine, N=20", 20, Full(50, 0.5), new(1.1, 1.15, 50, Any)),
        Case("2/50 refusals counted, N=400", 400, new BucketLimit(50, 2, CountRefused: true), new(1.04, 2)),
        Case("5/250, N=350", 350, new BucketLimit(250, 5), new(1.04, 1.08, 1, 2)),
        Case("5/250 ticks, N=350", 350, Ticks(250, 5), new(1.08, 1.12, 2, 4)),
        Case("5/250 80 % full, N=350", 350, new BucketLimit(250, 5) { Filled = 0.8 }, new(1.03, Any, 4, 8)),
        Case("5/250, answers of 28 s, N=600", 600, new BucketLimit(250, 5), new(1.07, 1.10, 2, 3)) with { Latency = HalfMinute },
        Case("2/50, answers of 28 s, N=200", 200, new BucketLimit(50, 2), new(1.07, 1.10, 2, 3)) with { Latency = HalfMinute },
        Case("10/100, N=400", 400, new BucketLimit(100, 10), new(1.05, 1.10, 7, 9)),
        Case("10/20, N=400", 400, new BucketLimit(20, 10), new(1.04, 1.06, 7, 9)),
        Case("10/50, N=300", 300, new BucketLimit(50, 10), new(1.04, 1.06, 7, 9)),
        Case("50/250, N=2000", 2000, new BucketLimit(250, 50), new(1.04, 1.06, 7, 9)),
        Case("1/250, N=400", 400, new BucketLimit(250, 1), new(1.04, 1.06, 7, 9)),
        Case("1/20, N=120", 120, new BucketLimit(20, 1), new(1.03, 11)),
        Case("5/5, N=300", 300, new BucketLimit(5, 5), new(1.05, 6)),
        Case("strict gap 2/1, N=150", 150, new BucketLimit(1, 2), new(1.3, 1.6, 8, 10)),
        Case("2/50, way of 1 s, N=200", 200, new BucketLimit(50, 2), new(1.06, 10)) with { Latency = LongWay },
        Case("10/100, way of 1 s, N=500", 500, new BucketLimit(100, 10), new(1.1, Any, 18, 22)) with { Latency = LongWay },
        Case("window 10 per 1 s, 503, N=300", 300, new WindowLimit(10, 1), new(1.15, 1.3, 7, 9)),
        Case("window 10 per 1 s, 429, N=300", 300, new WindowLimit(10, 1) { Refusal = RefusalForm.RetryAfterSeconds }, new(1.3, 1.4, 6, 7)),
        Case("sliding 10 per 1 s, 503, N=300", 300, new WindowLimit(10, 1, IsSliding: true), new(1.25, 1.4, 6, 7)),
        Case("sliding 10 per 1 s, 429, N=300", 300, Sliding(10, 1, RefusalForm.RetryAfterSeconds), new(1.25, 1.4, 6, 7)),
        Case("window 100 per 10 s, 503, N=600", 600, new WindowLimit(100, 10), LongWindow),
        Case("window 100 per 10 s, 429, N=600", 600, new WindowLimit(100, 10) { Refusal = RefusalForm.RetryAfterSeconds }, LongWindow),
        Case("sliding 100 per 10 s, 503, N=600", 600, new WindowLimit(100, 10, IsSliding: true), LongWindow),
        Case("sliding 100 per 10 s, 429, N=600", 600, Sliding(100, 10, RefusalForm.RetryAfterSeconds), LongWindow),
        Case("window 100 per 10 s, loopback, N=400", 400, new WindowLimit(100, 10), LongWindow) with { Latency = Loopback },
        Case("sliding 100 per 10 s, loopback, N=400", 400, new WindowLimit(100, 10, IsSliding: true), LongWindow)
            with { Latency = Loopback },
        Case("queue 5/s, 50 wait, N=200", 200, new QueueLimit(5, 50), new(1.02, Any, 1, 3)),
        Case("queue 5/s, 5 wait, N=200", 200, new QueueLimit(5, 5), new(1.06, 1.08, 8, Any)),
        Case("5 under way, N=300", 300, new UnderWayLimit(5), new(1.35, 1.4, 6, Any)) with { Latency = OneSecond },
        Case("20 under way, N=600", 600, new UnderWayLimit(20), new(1.35, 1.4, 6, Any)) with { Latency = OneSecond },
        Tenant("tenant of 30 % on 2/50, N=300", 300, new BucketLimit(50, 2), new(1.05, 1.12, 4, Any) { TenantRefused = 8 }),
        Tenant("tenant of 30 % on 5/250, N=800", 800, new BucketLimit(250, 5), new(1.05, 1.12, 2, Any) { TenantRefused = 4 }),
        Tenant("tenant of 30 % on 10/10, N=500", 500, new BucketLimit(10, 10), new(1.05, 1.12, 6, Any) { TenantRefused = 12 }),
        Beside("0.5/s beside on 2/50, N=300", null, new(1.06, 1.12, 4, Any) { TenantRefused = 16 }),
        Beside("0.5/s beside on 2/50, 1.4/s at the most, N=300", 1.4, new(1.35, 1.4, 0, 0) { TenantRefused = 0 }),
        Two("two at once on 2/50, N=300", 300, new BucketLimit(50, 2), 0, new(1.06, 1.2, 6, 7) { Shares = 1.5 }),
        Two("two at once on 2/50, N=75", 75, new BucketLimit(50, 2), 0, new(1.25, 1.8, 13, 16) { Shares = 1.5 }),
        Two("two at once on 5/250, N=600", 600, new BucketLimit(250, 5), 0, new(1.08, 1.15, 6, Any) { Shares = 1.25 }),
        Two("second 30 s later on 2/50, N=300", 300, new BucketLimit(50, 2), 30, new(1.06, 1.2, 6, Any) { Shares = 2.5 }),
        Two("second 30 s later on 5/250, N=600", 600, new BucketLimit(250, 5), 30, new(1.06, 1.2, 3, 5) { Shares = 1.6 }),
        Changing("2/50 becomes 1/50 after 40 s, N=250", 250, new BucketLimit(50, 2), 40, 0.5),
        Changing("2/50 becomes 5/50 after 40 s, N=600", 600, new BucketLimit(50, 2), 40, 2.5),
        Changing("10/20 becomes 5/20 after 30 s, N=600", 600, new BucketLimit(20, 10), 30, 0.5),
        Losing("2/50, 6 % lost, N=200", 200, new BucketLimit(50, 2), new(1.2, 8)),
        Losing("5/250, 6 % lost, N=400", 400, new BucketLimit(250, 5), new(1.2, 16)),
        Losing("10/20, 6 % lost, N=300", 300, new BucketLimit(20, 10), new(1.2, 14)),
        Losing("window 10 per 1 s, 6 % lost, N=200", 200, new WindowLimit(10, 1) { Refusal = RefusalForm.RetryAfterSeconds }, new(1.6, 14)),
        Sharing("two that share 2/50, N=150", 150, new BucketLimit(50, 2), 0.12, new(1.05, 3)),
        Sharing("two that share 10/20, the second 9 s later, N=200", 200, new BucketLimit(20, 10), 9, new(1.05, 9)),
        Sharing("two that share a window, N=150", 150, Sliding(10, 1, RefusalForm.RetryAfterSeconds), 0.12, new(1.5, 9)),
        Case("no limit, 20 ms, N=200", 200, null, Over(0.39)) with { Latency = Quick },
        Case("no limit, 150 ms, N=200", 200, null, Over(0.87)) with { Latency = Middling },
        Case("no limit, 1 s, N=200", 200, null, Over(3.1)) with { Latency = OneSecond },
        Case("1 call, 150 ms", 1, null, Over(0.05)) with { Latency = Middling },
        Case("10 calls, 150 ms", 10, null, Over(0.06)) with { Latency = Middling },
        Case("48 calls, 150 ms", 48, null, Over(0.35 - 0.15)) with { Latency = Middling },
        Idle("40 calls after a minute on 2/50", 100, new BucketLimit(50, 2), 90, 40, 0.6),
    ];

    private static BucketLimit Ticks(double burst, double drain) => new(burst, drain) { InWholeSeconds = true };

    private static WindowLimit Sliding(double requests, double seconds, RefusalForm refusal) =>
        new(requests, seconds, IsSliding: true) { Refusal = refusal };

    private static PaceReach Over(double seconds) => new(Any, 0) { SecondsOver = seconds };

    private static PaceCase Case(string name, int requests, RequestLimit? limit, PaceReach reach) =>
        new(name, phase => new() { Limit = Shift(limit, phase), Requests = requests }, reach);

    private static BucketLimit Full(double burst, double drain) => new(burst, drain) { Filled = 0.9 };

    /// <summary>A process with much to do at once, such as a hundred portals, sends and hears late until that is done.</summary>
    private static PaceCase Busy(string name, int requests, RequestLimit limit, PaceReach reach) =>
        new(name, phase => new() { Limit = Shift(limit, phase), Requests = requests, BusyFor = 1.4, BusyDelay = 0.2 }, reach)
        {
            Latency = Middling,
        };

    private static PaceCase Tenant(string name, int requests, RequestLimit limit, PaceReach reach) =>
        new(name, phase => new() { Limit = Shift(limit, phase), Requests = requests, Tenant = 0.3 }, reach);

    private static PaceCase Beside(string name, double? maximumRate, PaceReach reach) =>
        new(
            name,
            phase => new()
            {
                Limit = Shift(new BucketLimit(50, 2), phase),
                Requests = 300,
                Tenant = 0.25,
                TenantIsSteady = true,
                MaximumRate = maximumRate,
            },
            reach);

    private static PaceCase Losing(string name, int requests, RequestLimit limit, PaceReach reach) =>
        new(name, phase => new() { Limit = Shift(limit, phase), Requests = requests, Lost = 0.06, LetGoEvery = 23 }, reach);

    private static PaceCase Sharing(string name, int requests, RequestLimit limit, double later, PaceReach reach) =>
        new(
            name,
            phase => new()
            {
                Limit = Shift(limit, phase),
                Requests = requests,
                Clients = 2,
                Later = later,
                Store = static _ => new MemoryStore(),
            },
            reach);

    private static PaceCase Two(string name, int requests, RequestLimit limit, double later, PaceReach reach) =>
        new(name, phase => new() { Limit = Shift(limit, phase), Requests = requests, Clients = 2, Later = later }, reach);

    private static PaceCase Changing(string name, int requests, RequestLimit limit, double at, double by) =>
        new(name, phase => new() { Limit = Shift(limit, phase), Requests = requests, ChangeAt = at, ChangeBy = by }, new(1.02, 4));

    private static PaceCase Idle(string name, int requests, RequestLimit limit, double at, int then, double seconds) =>
        new(
            name,
            phase => new() { Limit = Shift(limit, phase), Requests = requests, SecondJobAt = at, SecondJobRequests = then },
            new(1.06, 1.10, 3, 3) { SecondJob = seconds });

    private static RequestLimit? Shift(RequestLimit? limit, double phase) => limit switch
    {
        BucketLimit bucket => bucket with { Phase = phase },
        WindowLimit window => window with { Phase = phase },
        _ => limit,
    };
}
