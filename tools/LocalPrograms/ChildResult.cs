using System;
using System.Linq;

namespace LocalPrograms;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">What it returned; null where it did not start or did not end in time.</param>
/// <param name="Output">What it printed on both of its outputs, or why it did not start.</param>
internal sealed record ChildResult(int? ExitCode, string Output)
{
    public bool IsSuccess => ExitCode == 0;

    /// <summary>The first line that says something.</summary>
    public string FirstLine =>
        Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "it printed nothing";
}
