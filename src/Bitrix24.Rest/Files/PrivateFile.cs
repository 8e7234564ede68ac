using System;
using System.IO;
using System.Threading.Tasks;

namespace Bitrix24.Rest;

/// <summary>A file that nobody but its user can read from its first moment on, and that takes the place of another in one step.</summary>
internal static class PrivateFile
{
    /// <summary>Makes a new file.</summary>
    /// <param name="path">Its full path; nothing may be there, not even a link.</param>
    public static FileStream Create(string path) =>
        OperatingSystem.IsWindows() ? WindowsFile.Create(path) : UnixFile.Create(path);

    /// <summary>Who else can get at a file, or at one that would be made there, as a part of a sentence; null where nobody can.</summary>
    /// <param name="path">Its full path; nothing need be there.</param>
    /// <param name="remedy">What to do then, as sentences.</param>
    public static LocalizableText? FindOtherReader(string path, out LocalizableText remedy) =>
        OperatingSystem.IsWindows()
            ? WindowsFile.FindOtherReader(path, out remedy)
            : UnixFile.FindOtherReader(path, out remedy);

    /// <summary>
    /// Puts a file in the place of another, or where none is: whoever opens it sees the old one or the new one, whole. It stays so if the
    /// machine loses its power.
    /// </summary>
    /// <param name="path">The full path of the file.</param>
    /// <param name="target">The full path of the other.</param>
    /// <param name="time">The clock by which one that somebody has open for a moment is tried again.</param>
    public static Task ReplaceAsync(string path, string target, TimeProvider time)
    {
        if (OperatingSystem.IsWindows())
        {
            return WindowsFile.ReplaceAsync(path, target, time);
        }

        UnixFile.Replace(path, target);
        return Task.CompletedTask;
    }
}
