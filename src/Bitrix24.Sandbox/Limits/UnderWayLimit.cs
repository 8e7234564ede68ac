namespace Bitrix24.Sandbox;

/// <summary>So many requests may be worked on at once.</summary>
/// <param name="Requests">How many; more are refused.</param>
internal sealed record UnderWayLimit(double Requests) : RequestLimit
{
    public override RequestCounter CreateCounter(double start) => new UnderWayCounter(this);
}
