using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace OpenLines;

/// <summary>The default connection of each runspace: process-wide state would send parallel runspaces to the wrong portal.</summary>
internal static class RunspaceConnection
{
    private static readonly ConditionalWeakTable<Runspace, StrongBox<Bitrix24Connection?>> ByRunspace = new();

    /// <summary>The default connection of the runspace that runs on this thread; null where it has none.</summary>
    public static Bitrix24Connection? Current
    {
        get => Runspace.DefaultRunspace is { } runspace
            && ByRunspace.TryGetValue(runspace, out var box)
            && box.Value is { IsLeft: false } connection
                ? connection
                : null;
        set
        {
            if (Runspace.DefaultRunspace is { } runspace)
            {
                ByRunspace.GetOrCreateValue(runspace).Value = value;
            }
        }
    }

    /// <summary>
    /// The module leaves the runspace, and the default connection goes with it; but what is running on it keeps it to its end.
    /// </summary>
    public static void Leave() => Current?.CloseWhenIdle();

    /// <summary>Ends the default connection, if there is one: what waits on it fails, and nothing more is sent.</summary>
    public static void Close()
    {
        Current?.Client.Dispose();
        Current = null;
    }
}
