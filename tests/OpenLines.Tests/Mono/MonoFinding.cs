namespace OpenLines.Tests.Mono;

/// <summary>What the search for Mono came to.</summary>
/// <param name="Program">The mono program; null where none was found.</param>
/// <param name="Note">What was found, or why nothing: one line.</param>
internal sealed record MonoFinding(string? Program, string Note);
