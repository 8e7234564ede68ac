using System;
using System.Collections.Generic;
using System.Threading;

namespace Bitrix24.Rest;

/// <summary>Calls that somebody sits and waits for.</summary>
internal static class AwaitedCalls
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Makes them, and takes back those that have no outcome in time.</summary>
    /// <param name="client">The connection.</param>
    /// <param name="calls">The calls.</param>
    /// <param name="longest">How long they may take together.</param>
    /// <param name="whileWaiting">Called several times a second on the caller's thread, so that it can tell what is waited for.</param>
    /// <param name="cancellation">Ends the wait at once.</param>
    /// <returns>Whether all of them have their outcomes.</returns>
    public static bool Run(
        Bitrix24Client client, IReadOnlyList<Call> calls, TimeSpan longest, Action? whileWaiting, CancellationToken cancellation)
    {
        var deadline = client.Clock.Now + longest;
        var sequence = new CallSequence<object?>(client.Dispatcher);
        using var stop = cancellation.Register(static state => ((CallSequence<object?>)state!).Stop(), sequence);
        foreach (var call in calls)
        {
            sequence.Add(null, call);
        }

        sequence.Flush();
        for (var left = longest; sequence.Count > 0 && !sequence.IsStopped && left > TimeSpan.Zero; left = deadline - client.Clock.Now)
        {
            whileWaiting?.Invoke();
            if (sequence.Wait(left < Interval ? left : Interval))
            {
                sequence.TryTake(out _);
            }
        }

        var isDone = sequence.Count == 0;
        sequence.Withdraw();
        return isDone;
    }
}
