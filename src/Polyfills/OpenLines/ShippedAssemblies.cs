using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace OpenLines;

/// <summary>
/// The assemblies that only the net472 module ships. A module has no binding redirects, so two of them ask in vain
/// for an older version of a third; each is answered with the one shipped version, and nothing else is answered at all.
/// </summary>
internal static class ShippedAssemblies
{
    /// <summary>The simple names.</summary>
    public static readonly IReadOnlyCollection<string> Names = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "Microsoft.Bcl.AsyncInterfaces",
        "Microsoft.Bcl.TimeProvider",
        "System.Buffers",
        "System.Memory",
        "System.Numerics.Vectors",
        "System.Runtime.CompilerServices.Unsafe",
        "System.Text.Encodings.Web",
        "System.Text.Json",
        "System.Threading.Tasks.Extensions",
        "System.ValueTuple",
    };

    /// <summary>The file that answers a request; null where the request is not ours to answer.</summary>
    /// <param name="requested">The full name of the assembly that is looked for.</param>
    /// <param name="requester">Where the assembly that asks lies; null where the runtime does not say.</param>
    /// <param name="folder">The folder of this module's assemblies.</param>
    public static string? Find(string requested, string? requester, string folder)
    {
        if (requester is not null && !string.Equals(Path.GetDirectoryName(requester), folder, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var wanted = new AssemblyName(requested);
        if (wanted.Name is not { } name || !((HashSet<string>)Names).Contains(name))
        {
            return null;
        }

        var file = Path.Combine(folder, name + ".dll");
        return File.Exists(file) && CanStandIn(AssemblyName.GetAssemblyName(file), wanted) ? file : null;
    }

    private static bool CanStandIn(AssemblyName shipped, AssemblyName wanted) =>
        wanted.Version is { } version
        && version <= shipped.Version
        && (wanted.GetPublicKeyToken() ?? []).SequenceEqual(shipped.GetPublicKeyToken() ?? []);
}
