namespace System.Management.Automation;

/// <summary>In place of the engine's: the resolver is run here without an engine.</summary>
public interface IModuleAssemblyCleanup
{
    void OnRemove(PSModuleInfo psModuleInfo);
}
