using System;
using System.IO;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// Saves files in a folder. What is half there has another name until it is whole, and the next run goes on with it. A file that has its
/// name and its size already was saved before and is left; where another has its name, it gets a number.
/// </summary>
/// <param name="files">Fetches them.</param>
/// <param name="folder">The folder, which is there.</param>
/// <param name="tell">Is told how much of the file that is under way has come, and of how much.</param>
/// <param name="stop">Ends it at once.</param>
internal sealed class FileSaver(FileFetch files, string folder, Action<long, long?> tell, CancellationToken stop)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>A file that is there.</summary>
    /// <param name="Path">Where it is.</param>
    /// <param name="Size">How many bytes it has.</param>
    /// <param name="WasThere">Whether it was there before.</param>
    internal sealed record Saved(string Path, long Size, bool WasThere);

    /// <summary>The folder that a path of PowerShell names.</summary>
    /// <param name="cmdlet">The cmdlet whose path it is.</param>
    /// <param name="path">The path; blank for the current folder.</param>
    /// <param name="error">Why it is none.</param>
    /// <returns>Null where it is none.</returns>
    public static string? FolderOf(PSCmdlet cmdlet, string path, out Bitrix24Exception? error)
    {
        error = Failure.Own(OwnErrorId.InvalidFolder, ModuleText.Of("File_NoFolder"));
        try
        {
            var folder = cmdlet.GetUnresolvedProviderPathFromPSPath(path.Length == 0 ? "." : path);
            error = Directory.Exists(folder) ? null : error;
            return error is null ? folder : null;
        }
        catch (Exception exception) when (exception is SessionStateException or PSNotSupportedException
            or NotSupportedException or ProviderInvocationException)
        {
            return null;
        }
    }

    /// <summary>Where a file is saved unless another has its name there.</summary>
    public static string PathOf(string folder, string? name, long fileId) => Path.Combine(folder, FileName.Of(name, fileId));

    /// <summary>Saves a file.</summary>
    /// <param name="address">Where it can be fetched.</param>
    /// <param name="fileId">Its id.</param>
    /// <param name="name">Its name in the folder.</param>
    /// <param name="size">How many bytes it has; null where nobody told.</param>
    /// <param name="method">The REST method that told the address.</param>
    /// <param name="error">Why it could not be saved; null where it could.</param>
    /// <returns>Null where it could not be saved.</returns>
    public Saved? Save(Secret address, long fileId, string name, long? size, string method, out Bitrix24Exception? error)
    {
        error = null;
        try
        {
            var path = Free(name, size, out var before);
            if (before is not null)
            {
                return before;
            }

            using var half = new HalfFile(folder, files.Portal, fileId);
            error = Fetch(address, half, method);
            if (error is not null)
            {
                half.Leave();
                return null;
            }

            while (true)
            {
                try
                {
                    half.MoveTo(path);
                    return new(path, new FileInfo(path).Length, WasThere: false);
                }
                catch (IOException) when (File.Exists(path))
                {
                    // Somebody else has made one of this name meanwhile.
                    path = Free(name, size: null, out _);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            error = Failure.Own(OwnErrorId.FileNotSaved, ModuleText.Of("File_NotWritten", FileFault.TextOf(exception)), method);
            return null;
        }
    }

    private Bitrix24Exception? Fetch(Secret address, HalfFile half, string method)
    {
        long done = 0;
        long length = -1;
        var fetch = files.FetchAsync(
            address,
            method,
            half,
            (read, whole) =>
            {
                Interlocked.Exchange(ref done, read);
                Interlocked.Exchange(ref length, whole ?? -1);
            },
            stop);
        while (Task.WaitAny([fetch], (int)Interval.TotalMilliseconds, CancellationToken.None) < 0)
        {
            var whole = Interlocked.Read(ref length);
            tell(Interlocked.Read(ref done), whole < 0 ? null : whole);
        }

        return fetch.GetAwaiter().GetResult();
    }

    private string Free(string name, long? size, out Saved? before)
    {
        before = null;
        var path = Path.Combine(folder, name);
        for (var number = 2; File.Exists(path) || Directory.Exists(path); number++)
        {
            if (size is not null && new FileInfo(path) is { Exists: true } there && there.Length == size)
            {
                before = new(path, there.Length, WasThere: true);
                break;
            }

            path = Path.Combine(folder, FileName.Numbered(name, number));
        }

        return path;
    }
}
