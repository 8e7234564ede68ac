using System.IO;
using System.Management.Automation;
using System.Reflection;
using OpenLines;

namespace Net472;

/// <summary>An application whose own folder holds nothing, like Windows PowerShell, that imports and removes the module.</summary>
public sealed class ImportingDomain : MarshalByRefObject
{
    private readonly AssemblyResolver _resolver = new();

    public void Import() => _resolver.OnImport();

    public void Remove() => _resolver.OnRemove(new PSModuleInfo());

#pragma warning disable CA1822 // Only a member of an instance is called in the other domain.
    /// <summary>Where the assembly is found, and its version; null where it is not.</summary>
    public string? Load(string name)
#pragma warning restore CA1822
    {
        try
        {
            var assembly = Assembly.Load(name);
            return $"{Path.GetDirectoryName(assembly.Location)} {assembly.GetName().Version}";
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
