namespace Net472;

/// <summary>How one test ended, in the words that the reader of the report knows.</summary>
/// <param name="Name">The name that xUnit shows.</param>
/// <param name="Result">Passed, Failed or Skipped.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Message">Why it failed or was skipped.</param>
internal sealed record TestResult(string Name, string Result, decimal Seconds = 0, string? Message = null);
