namespace System.Management.Automation;

/// <summary>In place of the engine's: nobody looks into it.</summary>
public sealed class PSModuleInfo;
