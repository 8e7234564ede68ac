using System.Collections.Generic;

namespace OpenLines.Tests.Pester;

/// <summary>What became of the suite.</summary>
/// <param name="Origin">The PowerShell and the Pester it ran in, or why it did not run: one line.</param>
/// <param name="Results">Every test.</param>
internal sealed record PesterOutcome(string Origin, IReadOnlyList<PesterEntry> Results);
