using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Management.Automation.Host;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>The browser of whoever sits at this machine.</summary>
internal static class BrowserWindow
{
    private const string ConsoleName = "ConsoleHost";
    private const string RemoteName = "ServerRemoteHost";
    private const string NoHostName = "Default Host";

    /// <summary>Why nobody would see a browser or answer in it, as the end of a sentence; null where somebody may.</summary>
    public static LocalizableText? FindObstacle(PSHost host) =>
        host.Name == RemoteName ? ModuleText.Of("Browser_Remote")
        : host.Name == NoHostName ? ModuleText.Of("Browser_NoHost")
        : host.Name == ConsoleName && Console.IsInputRedirected ? ModuleText.Of("Browser_Redirected")
        : host.Name == ConsoleName && IsNonInteractive() ? ModuleText.Of("Browser_NonInteractive")
        : !Environment.UserInteractive ? ModuleText.Of("Browser_Service")
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
