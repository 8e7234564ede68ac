using System;
using System.IO;
using System.Management.Automation;
using System.Reflection;

namespace OpenLines;

/// <summary>Answers the runtime of Windows PowerShell with <see cref="ShippedAssemblies"/> while the module is imported.</summary>
public sealed class AssemblyResolver : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(AssemblyResolver).Assembly.Location)!;

    /// <inheritdoc/>
    public void OnImport() => AppDomain.CurrentDomain.AssemblyResolve += Resolve;

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => AppDomain.CurrentDomain.AssemblyResolve -= Resolve;

    private static Assembly? Resolve(object sender, ResolveEventArgs request) =>
        request.RequestingAssembly is not { IsDynamic: true }
        && ShippedAssemblies.Find(request.Name, request.RequestingAssembly?.Location, Folder) is { } file
            ? Assembly.LoadFrom(file)
            : null;
}
