using System;
using System.IO;
using System.Threading.Tasks;

namespace Bitrix24.Rest;

/// <summary>A <see cref="TokenFile"/> whose lock is held.</summary>
/// <param name="path">The file itself, no link to it.</param>
/// <param name="locked">The open file that is the lock.</param>
/// <param name="time">The clock.</param>
internal sealed class TokenFileLease(string path, FileStream locked, TimeProvider time) : ITokenLease
{
    private readonly string _next = NextOf(path);
    private readonly TokenFileReader _reader = new(path);

    /// <summary>
    /// Where the next pair is written. Its name is always the same: what a killed process leaves there is found by the next one.
    /// </summary>
    public static string NextOf(string path) => path + ".new-tokens";

    public async Task<TokenPair?> ReadAsync()
    {
        try
        {
            await FinishWriteAsync().ConfigureAwait(false);
            return _reader.Read();
        }
        catch (Exception error) when (TokenFile.IsOfSystem(error))
        {
            throw TokenFile.Unavailable(RestText.Of("TokenStore_NotRead", path, FileFault.TextOf(error)));
        }
    }

    public async Task WriteAsync(TokenPair pair)
    {
        try
        {
            await FinishWriteAsync().ConfigureAwait(false);
            _ = _reader.Read();
            var text = TokenFileText.Write(pair)
                ?? throw new FileFault(RestText.Of("TokenStore_NotEncrypted"));
            using (var file = PrivateFile.Create(_next))
            {
                file.Write(text, 0, text.Length);
                file.Flush(flushToDisk: true);
            }

            await PrivateFile.ReplaceAsync(_next, path, time).ConfigureAwait(false);
        }
        catch (Exception error) when (TokenFile.IsOfSystem(error))
        {
            throw TokenFile.Unavailable(RestText.Of("TokenStore_NotWritten", path, FileFault.TextOf(error)));
        }
    }

    public void Dispose() => locked.Dispose();

    /// <summary>
    /// A process that was killed may have left the next pair: whole, and the one before is spent already; or a part of it, which is of no
    /// use. Where something is wrong with the store itself, the pair waits until that is put right.
    /// </summary>
    private async Task FinishWriteAsync()
    {
        if (!File.Exists(_next))
        {
            return;
        }

        if (FileLink.IsOne(_next) || _reader.FindProblem(_next, out _) is not null)
        {
            File.Delete(_next);
        }
        else if (!Directory.Exists(path) && (!File.Exists(path) || _reader.FindProblem(path, out _) is null))
        {
            await PrivateFile.ReplaceAsync(_next, path, time).ConfigureAwait(false);
        }
    }
}
