using System;
using System.IO;
using System.Runtime.InteropServices;
#if NET
using System.Runtime.Versioning;
#endif
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Bitrix24.Rest;

/// <summary>A <see cref="PrivateFile"/> where files have modes: 0600, from the call on that makes it.</summary>
#if NET
[UnsupportedOSPlatform("windows")]
#endif
internal static class UnixFile
{
    // An open for reading is 0 on each of these systems.
    private const int ReadOnly = 0;
#if NET

    // O_NONBLOCK of Linux, and of macOS.
    private static readonly int NoWait = OperatingSystem.IsLinux() ? 0x800 : 0x4;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public static FileStream Create(string path) =>
        new(
            path,
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Share = FileShare.None,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });

    public static LocalizableText? FindOtherReader(string path, out LocalizableText remedy)
    {
        if (File.Exists(path) && File.GetUnixFileMode(path) is var mode && (mode & Others) != UnixFileMode.None)
        {
            remedy = RestText.Of("File_CloseUnixAdvice");
            return RestText.Of("File_Mode", Convert.ToString((int)mode, 8).PadLeft(4, '0'));
        }

        remedy = RestText.Of("File_FolderAdvice");
        return (File.GetUnixFileMode(Path.GetDirectoryName(path)!) & (UnixFileMode.OtherWrite | UnixFileMode.StickyBit))
            == UnixFileMode.OtherWrite
            ? RestText.Of("File_OpenFolder")
            : null;
    }

    public static void Replace(string path, string target)
    {
        File.Move(path, target, overwrite: true);
        FlushFolder(Path.GetDirectoryName(target)!);
    }
#else

    // O_NONBLOCK of Linux.
    private const int NoWait = 0x800;

    // This framework knows no modes. The system makes files with this one when it is asked for a name that nobody has.
    public static FileStream Create(string path)
    {
        var name = Encoding.UTF8.GetBytes(path + ".XXXXXX\0");
        var handle = MakeTemporary(name);
        if (handle < 0)
        {
            throw new FileFault(RestText.Of("File_NotMade"));
        }

        _ = Close(handle);
        var made = Encoding.UTF8.GetString(name, 0, name.Length - 1);
        try
        {
            File.Move(made, path);
        }
        catch (IOException)
        {
            File.Delete(made);
            throw;
        }

        return new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None);
    }

    public static LocalizableText? FindOtherReader(string path, out LocalizableText remedy)
    {
        remedy = LocalizableText.Verbatim("");
        return null;
    }

    public static void Replace(string path, string target)
    {
        if (Rename(Encoding.UTF8.GetBytes(path + '\0'), Encoding.UTF8.GetBytes(target + '\0')) != 0)
        {
            throw new FileFault(RestText.Of("File_NotRenamed"));
        }

        FlushFolder(Path.GetDirectoryName(target)!);
    }

    [DllImport("libc", EntryPoint = "mkstemp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakeTemporary(byte[] name);

    [DllImport("libc", EntryPoint = "rename")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Rename(byte[] from, byte[] to);
#endif

    /// <summary>Whether what is there ends, as a file does: a pipe keeps whoever opens it until another writes.</summary>
    /// <param name="path">Its full path.</param>
    /// <returns>True also where it cannot be opened: whoever does is told why.</returns>
    public static bool IsPlain(string path)
    {
        var handle = Open(Encoding.UTF8.GetBytes(path + '\0'), ReadOnly | NoWait);
        if (handle < 0)
        {
            return true;
        }

        using var opened = new FileStream(new SafeFileHandle((IntPtr)handle, ownsHandle: true), FileAccess.Read, bufferSize: 1);
        return opened.CanSeek;
    }

    /// <summary>The new name is on the disk only with the folder. Where a file system cannot do that, it is on its own.</summary>
    private static void FlushFolder(string folder)
    {
        var handle = Open(Encoding.UTF8.GetBytes(folder + '\0'), ReadOnly);
        if (handle >= 0)
        {
            _ = Flush(handle);
            _ = Close(handle);
        }
    }

    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Flush(int handle);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
