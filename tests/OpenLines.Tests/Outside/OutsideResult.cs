namespace OpenLines.Tests.Outside;

/// <summary>How a test of another runner ended.</summary>
internal enum OutsideResult
{
    Failed,
    Passed,
    Skipped,
}
