using System;
using System.IO;
using System.Linq;
using System.Security;
using System.Threading;

namespace Bitrix24.Rest;

/// <summary>
/// The record of a portal's pace in a file of the user's own. The lock is the open file: the system releases it when a process ends,
/// however that happens. No secret is in it: times, counts and numbers of processes.
/// </summary>
internal sealed class PaceFile(string folder, string name) : IPaceStore
{
    /// <summary>
    /// The environment variable that names another folder. What is no full path, such as <c>none</c>, turns the sharing off.
    /// </summary>
    public const string FolderVariable = "BITRIX24_PACE_FOLDER";

    private const string Extension = ".pace";

    // The file is held for a fraction of a millisecond. Whoever waits longer asks again later, and holds nobody up meanwhile.
    private const int Tries = 16;
    private const int LargestSize = 1 << 20;
    private static readonly TimeSpan Outdated = TimeSpan.FromDays(2);

    private readonly string _path = Path.Combine(folder, name + Extension);
    private bool _hasFolder;

    /// <summary>That of a portal; null where there is no place for it.</summary>
    public static PaceFile? Of(Uri portal)
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        if (string.IsNullOrEmpty(folder))
        {
            const Environment.SpecialFolder Data = Environment.SpecialFolder.LocalApplicationData;
            var local = Environment.GetFolderPath(Data, Environment.SpecialFolderOption.DoNotVerify);
            folder = local.Length > 0 ? Path.Combine(local, "Bitrix24.Rest") : null;
        }

        // A home folder may be that of several machines, which have other clocks, and mostly other addresses.
        var name = PlainName($"{portal.IdnHost}_{portal.Port}_{Environment.MachineName}_{PaceRecord.Form}");
        return folder is not null && IsFullPath(folder) ? new(folder, name) : null;
    }

    public PaceStoreAnswer Update(Func<long[], long[]?> update)
    {
        FileStream? file = null;
        try
        {
            if (!_hasFolder)
            {
                PrepareFolder();
                _hasFolder = true;
            }

            for (var attempt = 1; (file = LockedFile.TryOpen(_path)) is null; attempt++)
            {
                if (attempt == Tries)
                {
                    return PaceStoreAnswer.Busy;
                }

                Thread.Yield();
            }

            var record = Read(file);
            if (update(record) is { } next)
            {
                Write(file, next);
            }

            return PaceStoreAnswer.Done;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or SecurityException or NotSupportedException)
        {
            _hasFolder = false;
            return PaceStoreAnswer.Unavailable;
        }
        finally
        {
            file?.Dispose();
        }
    }

    private static bool IsFullPath(string path) => Path.IsPathRooted(path) && path.IndexOfAny(Path.GetInvalidPathChars()) < 0;

    private static string PlainName(string text) =>
        new([.. text.Select(static sign => char.IsLetterOrDigit(sign) || sign is '.' or '-' or '_' ? sign : '-')]);

    private static long[] Read(FileStream file)
    {
        if (file.Length > LargestSize)
        {
            return [];
        }

        var bytes = new byte[file.Length];
        var length = 0;
        while (length < bytes.Length && file.Read(bytes, length, bytes.Length - length) is > 0 and var read)
        {
            length += read;
        }

        var numbers = new long[length / sizeof(long)];
        Buffer.BlockCopy(bytes, 0, numbers, 0, numbers.Length * sizeof(long));
        return numbers;
    }

    private static void Write(FileStream file, long[] numbers)
    {
        var bytes = new byte[numbers.Length * sizeof(long)];
        Buffer.BlockCopy(numbers, 0, bytes, 0, bytes.Length);
        file.Position = 0;
        file.Write(bytes, 0, bytes.Length);
        if (file.Length > LargestSize)
        {
            file.SetLength(bytes.Length);
        }
    }

    /// <summary>Makes the folder, and takes the files of portals away that nobody has called for long.</summary>
    private void PrepareFolder()
    {
#if NET
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            if ((File.GetUnixFileMode(folder) & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != UnixFileMode.None)
            {
                throw new UnauthorizedAccessException("Others may write into this folder.");
            }
        }
#endif
        Directory.CreateDirectory(folder);
        var now = DateTime.UtcNow;
        foreach (var other in Directory.GetFiles(folder, "*" + Extension))
        {
            if (now - File.GetLastWriteTimeUtc(other) > Outdated)
            {
                File.Delete(other);
            }
        }
    }
}
