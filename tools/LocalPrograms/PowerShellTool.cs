using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;

namespace LocalPrograms;

/// <summary>
/// PowerShell as the .NET tool that <c>.config/dotnet-tools.json</c> pins. Where that version is not to be had any more,
/// the last patch of the same minor version is put into <c>out/powershell</c>: a manifest can name one version only.
/// </summary>
/// <param name="folder">The folder that has the manifest.</param>
/// <param name="dotnet">The program of the SDK.</param>
internal sealed class PowerShellTool(string folder, string dotnet)
{
    private const string Command = "pwsh";
    private static readonly TimeSpan LongestRestore = TimeSpan.FromMinutes(5);

    private readonly string _laterPatch = Path.Combine(folder, "out", "powershell");

    /// <summary>Brings the tool, unless it is there.</summary>
    /// <param name="problem">Why it is not to be had: one line; null where it is.</param>
    /// <returns>The program and the arguments that come before PowerShell's own; null where it is not to be had.</returns>
    public IReadOnlyList<string>? Restore(out string? problem)
    {
        // The SDK does not expect company while it unpacks a tool: of two restores at once all but one fail.
        using var turn = new Mutex(
            initiallyOwned: false, "OpenLines.PowerShellTool", new NamedWaitHandleOptions { CurrentSessionOnly = false });
        var hasTurn = Take(turn);
        try
        {
            var restore = Run("tool", "restore");
            problem = restore.IsSuccess ? null : restore.FirstLine;
            return restore.IsSuccess ? [dotnet, "tool", "run", Command, "--"] : LaterPatch(ref problem);
        }
        finally
        {
            if (hasTurn)
            {
                turn.ReleaseMutex();
            }
        }
    }

    private static bool Take(Mutex turn)
    {
        try
        {
            return turn.WaitOne(LongestRestore);
        }
        catch (AbandonedMutexException)
        {
            return true;
        }
    }

    private string[]? LaterPatch(ref string? problem)
    {
        var program = Path.Combine(_laterPatch, OperatingSystem.IsWindows() ? $"{Command}.exe" : Command);
        if (!File.Exists(program) && !(Pinned() is var (package, version) && Install(package, version).IsSuccess))
        {
            return null;
        }

        problem = null;
        return [program];
    }

    // Without the upper end 7.6.* takes 7.7 where there is no 7.6.
    private ChildResult Install(string package, Version version) =>
        Run(
            "tool", "install", package, "--tool-path", _laterPatch,
            "--version", $"[{version.Major}.{version.Minor}.*,{version.Major}.{version.Minor + 1})");

    private (string Package, Version Version)? Pinned()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, ".config", "dotnet-tools.json")));
        return manifest.RootElement.GetProperty("tools").EnumerateObject()
            .Where(static tool => tool.Value.GetProperty("commands").EnumerateArray().Any(static name => name.GetString() == Command))
            .Select(static tool => ((string, Version)?)(tool.Name, Version.Parse(tool.Value.GetProperty("version").GetString()!)))
            .FirstOrDefault();
    }

    private ChildResult Run(params IEnumerable<string> arguments) =>
        ChildProcess.Run(ChildProcess.Describe(dotnet, arguments, folder), LongestRestore);
}
