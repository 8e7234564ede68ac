using System;

namespace Portal.Faults;

/// <summary>A time in which no connection to the portal can be made.</summary>
/// <param name="Begin">When it begins, from the start of a run.</param>
/// <param name="Length">How long it takes.</param>
/// <param name="Kind">What befalls each request meanwhile.</param>
public sealed record OutageWindow(TimeSpan Begin, TimeSpan Length, FaultKind Kind)
{
    private static readonly FaultKind[] Kinds =
    [
        FaultKind.ConnectionRefused, FaultKind.NameNotResolved, FaultKind.HostUnreachable, FaultKind.ConnectTimedOut, FaultKind.TlsFailed,
    ];

    /// <summary>One whose time and kind follow from a seed: a minute, more or less.</summary>
    public static OutageWindow FromSeed(int seed)
    {
        var random = new Random(seed);
        return new(
            TimeSpan.FromMilliseconds(Math.Pow(10, 4.3 * random.NextDouble()) - 1),
            TimeSpan.FromMilliseconds(random.Next(1_000, 120_000)),
            Kinds[random.Next(Kinds.Length)]);
    }

    /// <summary>Whether it goes on so long after the start of a run.</summary>
    public bool IsAt(TimeSpan elapsed) => elapsed >= Begin && elapsed < Begin + Length;
}
