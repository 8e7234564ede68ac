namespace Bitrix24.Sandbox;

/// <summary>
/// A request limit at work: lets requests in or refuses them. Moments are seconds of the owner's clock and never go back;
/// nothing here knows where they come from.
/// </summary>
internal abstract class RequestCounter
{
    // Sums of fractions of a second must not refuse a request that stands exactly on the threshold.
    protected const double Tolerance = 1e-6;

    /// <summary>Takes one request in, or refuses it.</summary>
    /// <param name="now">When it arrives.</param>
    /// <param name="delay">How many seconds the limit makes it wait before it is worked on.</param>
    public abstract bool TryEnter(double now, out double delay);

    /// <summary>A request that was taken in has been answered.</summary>
    public virtual void Leave()
    {
    }

    /// <summary>
    /// The earliest moment, not before <paramref name="now"/>, at which one more is let in; infinity where only an answer makes room.
    /// </summary>
    public abstract double NextAt(double now);

    /// <summary>The limit becomes another: so many times what it was.</summary>
    public abstract void Change(double factor);
}
