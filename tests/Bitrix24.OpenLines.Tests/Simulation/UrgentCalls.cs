using System;
using System.Linq;
using Bitrix24.Rest;
using Portal;

namespace Bitrix24.OpenLines.Tests;

/// <summary>Calls that somebody sits and waits for, in virtual time.</summary>
internal static class UrgentCalls
{
    /// <summary>Those of a check of the connection.</summary>
    public static Call[] Check() =>
    [
        .. new[] { "scope", "profile", "imopenlines.revision.get" }.Select(static name =>
            new Call<bool>(new(name, SafetyClass.Read, ExactTime.OfSeconds(0.1), static _ => true), []) { IsCheck = true }),
    ];

    /// <summary>Waits for calls as a cmdlet does that has no others.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="dispatcher">What sends them.</param>
    /// <param name="calls">The calls.</param>
    /// <param name="meanwhile">What goes on while nobody waits for time to pass.</param>
    /// <returns>How long it took.</returns>
    public static TimeSpan Wait(VirtualTime time, Dispatcher dispatcher, Call[] calls, Action? meanwhile = null)
    {
        var begin = time.Elapsed;
        var sequence = new CallSequence<int>(dispatcher) { Thread = new(static () => false) };
        foreach (var call in calls)
        {
            sequence.Add(0, call);
        }

        sequence.Flush();
        while (sequence.Count > 0)
        {
            sequence.Wait(TimeSpan.Zero);
            while (sequence.TryTake(out _))
            {
            }

            meanwhile?.Invoke();
            Assert.True(sequence.Count == 0 || time.AdvanceToNextTimer());
        }

        Assert.All(calls, static call => Assert.Null(call.Error));
        return time.Elapsed - begin;
    }
}
