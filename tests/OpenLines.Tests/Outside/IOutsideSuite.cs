namespace OpenLines.Tests.Outside;

/// <summary>A suite of another runner, in another process.</summary>
internal interface IOutsideSuite
{
    OutsideOutcome Run();
}
