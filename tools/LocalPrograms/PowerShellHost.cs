using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace LocalPrograms;

/// <summary>A PowerShell that scripts can be run in.</summary>
/// <param name="Command">The program and the arguments that come before PowerShell's own.</param>
/// <param name="Origin">Where it comes from, for the reader.</param>
/// <param name="Version">The version as it tells it, such as <c>7.6.5</c>.</param>
internal sealed record PowerShellHost(IReadOnlyList<string> Command, string Origin, string Version)
{
    /// <summary>A script that is not asked anything and gets nothing from the user's profile.</summary>
    public ProcessStartInfo Describe(string script, IEnumerable<string> arguments, string folder)
    {
        var start = Describe(
            Command, ["-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", script, .. arguments], folder);
        if (Version.StartsWith("5.", StringComparison.Ordinal))
        {
            // PowerShell 7 leaves its own modules there, which 5.1 cannot load; without the variable 5.1 finds its own.
            start.Environment.Remove("PSModulePath");
        }

        return start;
    }

    public static ProcessStartInfo Describe(IReadOnlyList<string> command, IReadOnlyList<string> arguments, string folder) =>
        ChildProcess.Describe(command[0], [.. command.Skip(1), .. arguments], folder);

    public override string ToString() => $"PowerShell {Version} ({Origin})";
}
