using System.IO;

namespace OpenLines.Tests.Pester;

/// <summary>
/// A copy of the finished module in which the binaries for Windows PowerShell stand where PowerShell 7 looks for its own.
/// </summary>
internal static class Net472Module
{
    /// <summary>The identifier of the framework that its assemblies are built for.</summary>
    public const string Framework = ".NETFramework";

    private static readonly string OfSeven = Path.Combine("bin", "net8.0");
    private static readonly string OfFive = Path.Combine("bin", "net472");

    /// <returns>The folder of the copy.</returns>
    public static string Make(string module, string parent)
    {
        var copy = Path.Combine(parent, Path.GetFileName(module));
        foreach (var file in Directory.EnumerateFiles(module, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(module, file);
            if (Path.GetDirectoryName(name) == OfSeven)
            {
                continue;
            }

            var target = Path.Combine(copy, Path.GetDirectoryName(name) == OfFive ? Path.Combine(OfSeven, Path.GetFileName(name)) : name);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }
}
