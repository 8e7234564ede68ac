using System;
using System.IO;
using System.Linq;
using LocalPrograms;

namespace OpenLines.Tests.Mono;

/// <summary>Looks for a Mono that runs programs for .NET Framework: the one that <see cref="Variable"/> names, else on PATH.</summary>
/// <param name="environment">Reads an environment variable.</param>
internal sealed class MonoSearch(Func<string, string?> environment)
{
    /// <summary>Names a mono to be used and no other; <c>none</c> stands for a machine that has none.</summary>
    public const string Variable = "OPENLINES_MONO";

    private const string None = "none";
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(1);

    public MonoFinding Find() => environment(Variable) switch
    {
        { Length: > 0 } named when string.Equals(named, None, StringComparison.OrdinalIgnoreCase) => new(null, $"{Variable} is {None}."),
        { Length: > 0 } named => Ask(named),
        _ => OnPath() is { } file ? Ask(file) : new(null, "mono is not on PATH."),
    };

    private string? OnPath() =>
        (environment("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(static path => Path.Combine(path, OperatingSystem.IsWindows() ? "mono.exe" : "mono"))
            .FirstOrDefault(File.Exists);

    private static MonoFinding Ask(string file)
    {
        // The bare runtime starts, but knows none of the names by which libraries for .NET Standard ask for the framework.
        var answer = ChildProcess.Run(ChildProcess.Describe(file, ["--version"], Path.GetTempPath()), LongestStart);
        return !answer.IsSuccess ? new(null, $"{file} does not run ({answer.FirstLine.TrimEnd('.')}).")
            : !File.Exists(FacadeOf(file)) ? new(null, $"{file} has no {FacadeOf(file)}: Debian has it in mono-devel.")
            : new(file, answer.FirstLine);
    }

    private static string FacadeOf(string file)
    {
        var program = File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(file);
        return Path.GetFullPath(Path.Combine(Path.GetDirectoryName(program)!, "..", "lib", "mono", "4.5", "Facades", "System.Runtime.dll"));
    }
}
