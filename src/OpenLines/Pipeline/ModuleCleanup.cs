using System.ComponentModel;
using System.Management.Automation;

namespace OpenLines;

/// <summary>
/// Closes a runspace's own connections when the module is removed from it. It is public for the engine, which looks for it. The engine does
/// not tell it of <c>Import-Module -Force</c>, where a script module loads the assembly: there the connections stay.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => RunspaceConnections.Here.Leave();
}
