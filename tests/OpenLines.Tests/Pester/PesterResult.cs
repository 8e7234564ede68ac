namespace OpenLines.Tests.Pester;

/// <summary>How a Pester test ended.</summary>
internal enum PesterResult
{
    Failed,
    Passed,
    Skipped,
}
