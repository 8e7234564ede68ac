using System;

namespace Bitrix24.Rest;

/// <summary>
/// A leaky bucket as Bitrix24 documents it for its plans. It is where the search begins, no more: a portal that behaves otherwise is
/// believed.
/// See <see href="https://apidocs.bitrix24.com/limits.html">the limits of the REST API</see>.
/// </summary>
internal sealed class PlanLimit(double burst, double perSecond)
{
    // Requests overtake each other on their way by less than that.
    private const double Disorder = 0.75;

    private double _drainedAt;

    /// <summary>What the bucket holds.</summary>
    public double Burst => burst;

    /// <summary>What drains in a second.</summary>
    public double PerSecond => perSecond;

    /// <summary>How full the bucket would be, if it were this one.</summary>
    public double Level { get; private set; }

    /// <summary>Whether one more is let in for sure. A counter that falls once a second may be one second behind.</summary>
    public bool HasRoom => Level + 1 <= burst - perSecond;

    /// <summary>How many seconds until there is room for sure.</summary>
    public double SecondsToRoom => Math.Max(0, (Level + 1 - (burst - perSecond)) / perSecond);

    /// <summary>Whether one more that is let in shows that the limit is another one, though the counter may be one second ahead.</summary>
    public bool IsBeyond => Level + 1 >= burst + perSecond + Disorder;

    /// <summary>Whether a refusal now is what this plan would have done.</summary>
    /// <param name="sentAfter">How many requests were sent after the refused one.</param>
    public bool Explains(int sentAfter) => Level - sentAfter >= burst - perSecond - (2 * Disorder);

    /// <summary>The two plans.</summary>
    public static PlanLimit[] CreateAll() => [new(50, 2), new(250, 5)];

    public void Carry(PaceRecord record)
    {
        Level = record.Carry(Level);
        _drainedAt = record.Carry(_drainedAt);
    }

    public void Drain(double now)
    {
        Level = Math.Max(0, Level - ((now - _drainedAt) * perSecond));
        _drainedAt = now;
    }

    /// <summary>Requests leave, or have been refused. What would not be let in does not stay in the bucket.</summary>
    public void Add(int requests) => Level = Math.Min(burst + perSecond + 1, Math.Max(0, Level + requests));
}
