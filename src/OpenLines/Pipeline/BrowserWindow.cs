using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Management.Automation.Host;

namespace OpenLines;

/// <summary>The browser of whoever sits at this machine.</summary>
internal static class BrowserWindow
{
    private const string ConsoleName = "ConsoleHost";
    private const string RemoteName = "ServerRemoteHost";
    private const string NoHostName = "Default Host";

    /// <summary>Why nobody would see a browser or answer in it, as the end of a sentence; null where somebody may.</summary>
    public static string? FindObstacle(PSHost host) =>
        host.Name == RemoteName ? "this session is a remote one or a job, and has no browser"
        : host.Name == NoHostName ? "this runspace has no host that could show anything"
        : host.Name == ConsoleName && Console.IsInputRedirected ? "nobody sits at this session: its standard input is redirected"
        : host.Name == ConsoleName && IsNonInteractive() ? "PowerShell was started with -NonInteractive"
        : !Environment.UserInteractive ? "this process runs as a service, or as a task that has no screen"
        : null;

    /// <summary>Opens a page.</summary>
    /// <param name="page">Its address, http or https.</param>
    /// <returns>Whether a browser was started; where there is no screen none is looked for.</returns>
    public static bool TryOpen(Uri page)
    {
        if (Describe(page.AbsoluteUri) is not { } start)
        {
            return false;
        }

        try
        {
            using var process = Process.Start(start);
            return true;
        }
        catch (Exception error) when (
            error is Win32Exception or InvalidOperationException or FileNotFoundException or PlatformNotSupportedException)
        {
            // Its user opens the address himself.
            return false;
        }
    }

    private static ProcessStartInfo? Describe(string page)
    {
        if (OperatingSystem.IsWindows())
        {
            return new ProcessStartInfo(page) { UseShellExecute = true };
        }

        var program = OperatingSystem.IsMacOS() ? "open" : HasScreen() ? "xdg-open" : null;

        // What it prints would stand between the lines of the session.
        return program is null ? null : new ProcessStartInfo(program, page)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    private static bool HasScreen() =>
        !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DISPLAY"))
        || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("WAYLAND_DISPLAY"));

    // As PowerShell itself reads its own arguments: any beginning of the word that is not that of another one.
    private static bool IsNonInteractive() =>
        Environment.GetCommandLineArgs().Any(static argument =>
            argument.Length > 4
            && argument[0] is '-' or '/'
            && "noninteractive".StartsWith(argument.TrimStart('-', '/'), StringComparison.OrdinalIgnoreCase));
}
