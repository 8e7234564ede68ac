using System;

namespace Portal.Faults;

/// <summary>How a body arrives.</summary>
/// <param name="Bytes">The body.</param>
internal sealed record BodyPlan(byte[] Bytes)
{
    /// <summary>How many bytes come at a time.</summary>
    public int Drop { get; init; } = int.MaxValue;

    /// <summary>The pause before each drop.</summary>
    public TimeSpan Every { get; init; }

    /// <summary>What happens instead of the body's end; null for its end.</summary>
    public Exception? End { get; init; }

    /// <summary>Whether nothing more happens, ever, instead of the body's end.</summary>
    public bool Stalls { get; init; }
}
