using System;
using System.Collections.Generic;
using System.Linq;

namespace Bitrix24.Rest;

/// <summary>
/// The operating time that a portal grants each method in ten minutes, counted in ten buckets of a minute.
/// Portals that keep no such limit say nothing of it, and then nothing is held back. Guarded by the dispatcher's lock.
/// See <see href="https://apidocs.bitrix24.com/limits.html">the limits of the REST API</see>.
/// </summary>
internal sealed class OperatingBudget
{
    /// <summary>The name under which some portals charge the calls of a batch.</summary>
    public const string Batch = "batch";

    /// <summary>What portals grant unless their plan says more.</summary>
    public static readonly TimeSpan UsualLimit = TimeSpan.FromSeconds(420);

    /// <summary>The portal counts no call that is shorter.</summary>
    public static readonly TimeSpan ShortestCounted = TimeSpan.FromSeconds(0.1);

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private readonly KnownMethods<MethodBudget> _methods = new();
    private readonly MethodBudget _batch = new();

    /// <summary>Whether the portal keeps the limit at all.</summary>
    public bool IsLimited { get; private set; }

    /// <summary>Until when a method may not be called; null where one more call of it may go now.</summary>
    /// <param name="method">The method.</param>
    /// <param name="work">How long the call is expected to take.</param>
    /// <param name="now">The time.</param>
    public DateTimeOffset? BlockedUntil(string method, TimeSpan work, DateTimeOffset now) =>
        Of(method).BlockedUntil(Counted(work), IsLimited, now);

    /// <summary>A call is about to be sent.</summary>
    public void Reserve(string method, TimeSpan work) => Of(method).Reserved += Counted(work);

    /// <summary>It has come back.</summary>
    public void Release(string method, TimeSpan work) => Of(method).Reserved -= Counted(work);

    /// <summary>What an answer tells of a call.</summary>
    /// <param name="method">The method that was charged.</param>
    /// <param name="work">How long the call took; zero where it is not known.</param>
    /// <param name="time">The <c>time</c> of the answer.</param>
    /// <param name="now">The time.</param>
    public void Report(string method, TimeSpan work, CallTime time, DateTimeOffset now)
    {
        if (time.Operating is { } operating)
        {
            IsLimited = true;
            Of(method).Report(Counted(work), operating, time, now);
        }
    }

    /// <summary>The portal has refused a method for its operating time.</summary>
    /// <param name="method">The method.</param>
    /// <param name="retryAfter">How long the portal asks to wait; null where it does not say.</param>
    /// <param name="now">The time.</param>
    /// <returns>Until when the method waits.</returns>
    public DateTimeOffset Block(string method, TimeSpan? retryAfter, DateTimeOffset now) => Of(method).Block(retryAfter, now, Window);

    /// <summary>The operating time of each method in the last ten minutes, as the portal told it last.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Snapshot(DateTimeOffset now)
    {
        var snapshot = new Dictionary<string, TimeSpan>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in _methods.All.Append(new(Batch, _batch)))
        {
            if (pair.Value.Spent(now) is { Ticks: > 0 } spent)
            {
                snapshot[pair.Key] = spent;
            }
        }

        return snapshot;
    }

    private static TimeSpan Counted(TimeSpan work) => work >= ShortestCounted ? work : TimeSpan.Zero;

    private MethodBudget Of(string method) => method == Batch ? _batch : _methods.FindOrAdd(method);
}
