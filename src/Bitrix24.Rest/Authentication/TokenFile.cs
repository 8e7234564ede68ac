using System;
using System.Globalization;
using System.IO;
using System.Security;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.Rest;

/// <summary>
/// A sign-in in a file of its user's own. The lock is an open file beside it, which stays: the system releases it when a process ends. The
/// next pair is written whole into a second file, which then takes the place of the first.
/// </summary>
/// <param name="path">The full path of the file.</param>
/// <param name="time">The clock; that of the system where none is given.</param>
internal sealed class TokenFile(string path, TimeProvider? time = null) : ITokenStore
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromTicks(10 * TimeSpan.TicksPerMillisecond);
    private static readonly TimeSpan LongestPause = TimeSpan.FromTicks(200 * TimeSpan.TicksPerMillisecond);

    // A refresh is one short request, and no answer is waited for longer than this, if nobody asks for more.
    private static readonly TimeSpan LongestWait = TimeSpan.FromTicks(5 * TimeSpan.TicksPerMinute);

    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Its full path.</summary>
    public string FullPath => path;

    public bool IsUntouched()
    {
        try
        {
            var file = FileLink.Follow(path);
            return !File.Exists(LockOf(file)) && !File.Exists(TokenFileLease.NextOf(file))
                && Directory.Exists(Path.GetDirectoryName(file))
                && new TokenFileReader(file).Read() is null;
        }
        catch (Exception error) when (IsOfSystem(error))
        {
            throw Unavailable(RestText.Of("TokenStore_NotRead", path, FileFault.TextOf(error)));
        }
    }

    public async Task<ITokenLease> LockAsync(CancellationToken cancellation)
    {
        var begin = _time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause + pause < LongestPause ? pause + pause : LongestPause)
        {
            cancellation.ThrowIfCancellationRequested();
            if (TryLock() is { } lease)
            {
                return lease;
            }

            if (_time.GetElapsedTime(begin) >= LongestWait)
            {
                throw Failure.Own(
                    OwnErrorId.TokenStoreUnavailable,
                    RestText.Of("TokenStore_IsHeld", path, LongestWait.TotalMinutes.ToString("0", CultureInfo.InvariantCulture)))
                    .Advising(RestText.Of("TokenStore_IsHeldAdvice"));
            }

            await FilePause.AfterAsync(pause, _time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The failure of a store that the system does not let us at.</summary>
    /// <param name="what">What cannot be done, and what the system says.</param>
    internal static Bitrix24Exception Unavailable(LocalizableText what) => Failure.Own(OwnErrorId.TokenStoreUnavailable, what);

    internal static bool IsOfSystem(Exception error) =>
        error is IOException or UnauthorizedAccessException or SecurityException or NotSupportedException or ArgumentException;

    private static string LockOf(string file) => file + ".lock";

    private TokenFileLease? TryLock()
    {
        if (IsLockingOff())
        {
            throw Failure.Own(
                OwnErrorId.TokenStoreUnavailable,
                RestText.Of("TokenStore_LocksOff", path))
                .Advising(RestText.Of("TokenStore_LocksOffAdvice"));
        }

        try
        {
            var file = FileLink.Follow(path);
            return LockedFile.TryOpen(LockOf(file)) is { } locked ? new TokenFileLease(file, locked, _time) : null;
        }
        catch (DirectoryNotFoundException)
        {
            throw Failure.Own(OwnErrorId.TokenStoreUnavailable, RestText.Of("TokenStore_NoFolder", path))
                .Advising(RestText.Of("TokenStore_NoFolderAdvice"));
        }
        catch (Exception error) when (IsOfSystem(error))
        {
            throw Unavailable(RestText.Of("TokenStore_NotLocked", path, FileFault.TextOf(error)));
        }
    }

    private static bool IsLockingOff() =>
        (AppContext.TryGetSwitch("System.IO.DisableFileLocking", out var isOff) && isOff)
        || Environment.GetEnvironmentVariable("DOTNET_SYSTEM_IO_DISABLEFILELOCKING") is "1" or "true";
}
