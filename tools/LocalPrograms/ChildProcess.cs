using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;

namespace LocalPrograms;

/// <summary>A program that is run to its end, or to its time limit.</summary>
internal static class ChildProcess
{
    // A grandchild may hold the pipes longer than the child lives.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(10);

    public static ProcessStartInfo Describe(string file, IEnumerable<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = folder, UseShellExecute = false };
        start.Environment["NO_COLOR"] = "1";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        if (start.Environment.TryGetValue("DOTNET_HOST_PATH", out var sdk) && sdk is { Length: > 0 })
        {
            // The program of a .NET tool does not look for an SDK that is known to PATH alone.
            start.Environment.TryAdd("DOTNET_ROOT", Path.GetDirectoryName(sdk));
        }

        return start;
    }

    /// <summary>Runs it with an empty input and keeps what it prints.</summary>
    /// <param name="start">The program.</param>
    /// <param name="limit">How long it may run: then it and all that it started are ended.</param>
    public static ChildResult Run(ProcessStartInfo start, TimeSpan limit)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.StandardOutputEncoding = Encoding.UTF8;
        start.StandardErrorEncoding = Encoding.UTF8;

        var output = new StringBuilder();
        using var ends = new CountdownEvent(2);
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            return new(ExitCode: null, exception.Message);
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var isEnded = process.WaitForExit(limit);
        if (!isEnded)
        {
            process.Kill(entireProcessTree: true);
        }

        ends.Wait(LastWords);
        process.OutputDataReceived -= Keep;
        process.ErrorDataReceived -= Keep;
        lock (output)
        {
            return isEnded
                ? new(process.ExitCode, output.ToString())
                : new(ExitCode: null, $"It was ended after {limit}.{Environment.NewLine}{output}");
        }

        void Keep(object sender, DataReceivedEventArgs line)
        {
            if (line.Data is null)
            {
                ends.Signal();
                return;
            }

            lock (output)
            {
                output.AppendLine(line.Data);
            }
        }
    }
}
