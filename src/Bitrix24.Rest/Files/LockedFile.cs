using System;
using System.IO;

namespace Bitrix24.Rest;

/// <summary>
/// A file that one at a time has open, of all threads and processes: the system releases it when a process ends, however that happens.
/// </summary>
internal static class LockedFile
{
    /// <summary>Opens it for reading and writing, and makes it, for its user alone, where it is not there.</summary>
    /// <param name="path">Its full path.</param>
    /// <returns>Null while another has it open. Dispose of it to let the next one have it.</returns>
    /// <exception cref="IOException">It cannot be opened at all.</exception>
    /// <exception cref="UnauthorizedAccessException">Nor may it be.</exception>
    public static FileStream? TryOpen(string path)
    {
        try
        {
            return Open(path);
        }
        catch (IOException error) when (IsBusy(error))
        {
            return null;
        }
    }

    // The sharing violation of Windows, which Mono takes over, and what Linux and macOS say of a file that is locked.
    private static bool IsBusy(IOException error) => error.HResult is unchecked((int)0x80070020) or unchecked((int)0x80070021) or 11 or 35;

    private static FileStream Open(string path)
    {
#if NET
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
#else
        return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
#endif
    }
}
