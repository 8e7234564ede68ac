namespace Bitrix24.Sandbox;

/// <summary>How a portal, or the server before it, limits the requests of one client.</summary>
internal abstract record RequestLimit
{
    /// <summary>What a request that is refused is told.</summary>
    public RefusalForm Refusal { get; init; }

    /// <summary>The limit at work, with nothing counted yet.</summary>
    /// <param name="start">When it begins, in seconds of the clock that its counter is told later.</param>
    public abstract RequestCounter CreateCounter(double start);
}
