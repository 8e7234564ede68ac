using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace OpenLines;

/// <summary>
/// The connections of each runspace: process-wide state would send parallel runspaces to the wrong portal. They go with their runspace.
/// </summary>
internal static class RunspaceConnections
{
    private static readonly ConditionalWeakTable<Runspace, ConnectionList> ByRunspace = new();

    /// <summary>Those of the runspace that runs on this thread.</summary>
    public static ConnectionList Here => Runspace.DefaultRunspace is { } runspace ? ByRunspace.GetOrCreateValue(runspace) : new();
}
