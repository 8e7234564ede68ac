using System;
using System.Management.Automation.Host;

namespace OpenLines;

/// <summary>Whether somebody sits at a host who can answer a question.</summary>
internal static class InteractiveHost
{
    private const string ConsoleName = "ConsoleHost";

    /// <summary>
    /// Whether it is sure that nobody does. Only the host of the console reads standard input, so only there a redirected one says so; one
    /// that is closed would keep the question waiting for ever.
    /// </summary>
    public static bool IsUnattended(PSHost host) => host.Name == ConsoleName && Console.IsInputRedirected;
}
