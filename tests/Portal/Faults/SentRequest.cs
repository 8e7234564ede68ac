using System.Collections.Generic;

namespace Portal.Faults;

/// <summary>
/// A request as the client sent it, whatever became of it. Moments are counted, not timed: a later event has a larger number.
/// </summary>
/// <param name="Number">Its place among all requests, from 1.</param>
/// <param name="Host">The host it went to.</param>
/// <param name="Method">The method of its address; <c>batch</c> for a batch.</param>
/// <param name="ChangedChats">The chats that its calls would change, each once.</param>
/// <param name="Commands">How many calls are in it.</param>
/// <param name="IsHalting">Whether it is a batch that stops at its first failure.</param>
/// <param name="Fault">What befell it.</param>
public sealed record SentRequest(
    int Number, string Host, string Method, IReadOnlyCollection<long> ChangedChats, int Commands, bool IsHalting, Fault Fault)
{
    /// <summary>When it left.</summary>
    public long Began { get; init; }

    /// <summary>When the client had its answer whole, or gave up; <see cref="long.MaxValue"/> while it waits.</summary>
    public long Ended { get; internal set; } = long.MaxValue;
}
