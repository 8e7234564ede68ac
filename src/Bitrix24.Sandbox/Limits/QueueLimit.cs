namespace Bitrix24.Sandbox;

/// <summary>What comes too early waits for its turn instead of being refused, as nginx does it where it is asked to delay.</summary>
/// <param name="PerSecond">How many requests have their turn in a second.</param>
/// <param name="Waiting">How many may wait; more are refused.</param>
internal sealed record QueueLimit(double PerSecond, double Waiting) : RequestLimit
{
    public override RequestCounter CreateCounter(double start) => new QueueCounter(this);
}
