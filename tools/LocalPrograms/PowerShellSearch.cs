using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace LocalPrograms;

/// <summary>
/// Looks for a PowerShell that the module runs in: the one that <see cref="Variable"/> names, else on PATH, else the .NET tool
/// (<see cref="PowerShellTool"/>), which is brought where it is not there yet. Windows PowerShell 5.1 is used where it is named.
/// </summary>
/// <param name="folder">The folder from which the .NET tool is looked for.</param>
/// <param name="environment">Reads an environment variable.</param>
internal sealed class PowerShellSearch(string folder, Func<string, string?> environment)
{
    /// <summary>Names a pwsh to be used and no other; <c>none</c> stands for a machine that has none.</summary>
    public const string Variable = "OPENLINES_PWSH";

    private const string None = "none";
    private static readonly Version Oldest = new(7, 4);
    private static readonly Version Windows = new(5, 1);
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(1);

    private readonly List<string> _reasons = [];

    public PowerShellFinding Find()
    {
        var host = environment(Variable) switch
        {
            { Length: > 0 } named => FindNamed(named),
            _ => FindOnPath() ?? FindTool(),
        };

        return new(host, host?.ToString() ?? $"No PowerShell {Oldest} or later: {string.Join("; ", _reasons)}.");
    }

    private PowerShellHost? FindNamed(string named)
    {
        if (!string.Equals(named, None, StringComparison.OrdinalIgnoreCase))
        {
            return Ask([named], named);
        }

        _reasons.Add($"{Variable} is {None}");
        return null;
    }

    private PowerShellHost? FindOnPath()
    {
        var name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        var files = (environment("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(path => Path.Combine(path, name))
            .Where(File.Exists)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (files.Count == 0)
        {
            _reasons.Add("not on PATH");
        }

        return files.Select(file => Ask([file], file)).FirstOrDefault(host => host is not null);
    }

    private PowerShellHost? FindTool()
    {
        var dotnet = environment("DOTNET_HOST_PATH") is { Length: > 0 } running ? running : "dotnet";
        if (new PowerShellTool(folder, dotnet).Restore(out var problem) is { } command)
        {
            return Ask(command, "the .NET tool");
        }

        _reasons.Add($"not to be had as a .NET tool ({problem?.TrimEnd('.')})");
        return null;
    }

    private PowerShellHost? Ask(IReadOnlyList<string> command, string origin)
    {
        var start = PowerShellHost.Describe(
            command, ["-NoProfile", "-NonInteractive", "-Command", "$PSVersionTable.PSVersion.ToString()"], folder);
        var answer = ChildProcess.Run(start, LongestStart);
        var text = answer.FirstLine;
        if (!answer.IsSuccess || !Version.TryParse(text.Split('-')[0], out var version))
        {
            _reasons.Add($"{origin} does not run ({text.TrimEnd('.')})");
            return null;
        }

        if (version < Oldest && !(version.Major == Windows.Major && version.Minor == Windows.Minor))
        {
            _reasons.Add($"{origin} is PowerShell {text}, which is too old");
            return null;
        }

        return new(command, origin, text);
    }
}
