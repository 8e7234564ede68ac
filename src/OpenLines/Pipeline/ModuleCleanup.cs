using System.ComponentModel;
using System.Management.Automation;

namespace OpenLines;

/// <summary>
/// Closes a runspace's own connection when the module is removed from it, which <c>Import-Module -Force</c> does too. It is public for the
/// engine, which looks for it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => RunspaceConnection.Leave();
}
