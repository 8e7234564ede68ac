namespace OpenLines.Tests.Outside;

/// <summary>One test as the report of another runner tells of it.</summary>
/// <param name="File">The name of its file; null where the runner has none.</param>
/// <param name="Name">Its blocks or its class, and its own name.</param>
/// <param name="Result">How it ended.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Message">Why it failed or was skipped.</param>
internal sealed record OutsideTest(string? File, string Name, OutsideResult Result, double Seconds = 0, string? Message = null)
{
    public override string ToString() => File is null ? Name : $"{File}: {Name}";
}
