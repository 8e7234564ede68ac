using System.IO;

namespace Bitrix24.Rest;

/// <summary>A symbolic link in the place of a file.</summary>
internal static class FileLink
{
    /// <summary>Whether a file is a link, or on .NET Framework anything that is kept elsewhere too.</summary>
    /// <param name="path">The full path of what is there.</param>
    public static bool IsOne(string path) =>
#if NET
        new FileInfo(path).LinkTarget is not null;
#else
        File.Exists(path) && (File.GetAttributes(path) & FileAttributes.ReparsePoint) == FileAttributes.ReparsePoint;
#endif

    /// <summary>The file that a path leads to in the end, so that whoever comes by another way has the same one before him.</summary>
    /// <param name="path">A full path.</param>
    /// <exception cref="IOException">It leads nowhere, or in a circle, or cannot be followed.</exception>
    public static string Follow(string path)
    {
        if (!IsOne(path))
        {
            return path;
        }
#if NET
        return File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
#else
        throw new FileFault(RestText.Of("File_IsLink"));
#endif
    }
}
