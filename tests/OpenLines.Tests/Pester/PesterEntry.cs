namespace OpenLines.Tests.Pester;

/// <summary>One Pester test as the suite's report tells of it.</summary>
/// <param name="File">The name of its file.</param>
/// <param name="Name">Its blocks and its own name.</param>
/// <param name="Result">How it ended.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Message">Why it failed or was skipped.</param>
internal sealed record PesterEntry(string File, string Name, PesterResult Result, double Seconds = 0, string? Message = null);
