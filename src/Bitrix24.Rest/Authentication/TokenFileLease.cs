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

    /// <summary>
    /// Where the next pair is written. Its name is always the same: what a killed process leaves there is found by the next one.
    /// </summary>
    public static string NextOf(string path) => path + ".new-tokens";

    public async Task<TokenPair?> ReadAsync()
    {
        try
        {
            await FinishWriteAsync().ConfigureAwait(false);
            return ReadChecked();
        }
        catch (Exception error) when (TokenFile.IsOfSystem(error))
        {
            throw TokenFile.Unavailable($"The token store '{path}' cannot be read", error);
        }
    }

    public async Task WriteAsync(TokenPair pair)
    {
        try
        {
            await FinishWriteAsync().ConfigureAwait(false);
            _ = ReadChecked();
            var text = TokenFileText.Write(pair)
                ?? throw new IOException("Windows does not encrypt for this user; perhaps the user's profile is not loaded.");
            using (var file = PrivateFile.Create(_next))
            {
                file.Write(text, 0, text.Length);
                file.Flush(flushToDisk: true);
            }

            await PrivateFile.ReplaceAsync(_next, path, time).ConfigureAwait(false);
        }
        catch (Exception error) when (TokenFile.IsOfSystem(error))
        {
            throw TokenFile.Unavailable($"The token store '{path}' cannot be written", error);
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

        if (FileLink.IsOne(_next) || FindProblem(_next, out _) is not null)
        {
            File.Delete(_next);
        }
        else if (!Directory.Exists(path) && (!File.Exists(path) || FindProblem(path, out _) is null))
        {
            await PrivateFile.ReplaceAsync(_next, path, time).ConfigureAwait(false);
        }
    }

    private TokenPair? ReadChecked()
    {
        TokenPair? pair = null;
        var problem = Directory.Exists(path) ? Invalid("it is a folder")
            : File.Exists(path) ? FindProblem(path, out pair)
            : OfReader(path);
        return problem is null ? pair : throw problem;
    }

    /// <summary>Why a file is no store of this user; null where it is one.</summary>
    private Bitrix24Exception? FindProblem(string file, out TokenPair? pair)
    {
        pair = null;
        return OfReader(file) is { } other ? other
            : new FileInfo(file).Length == 0 ? Invalid("it is empty, or a pipe or a device")
            : ReadText(file) is not { } text ? Invalid("it is too large to be one")
            : TokenFileText.Read(text, out pair) is { } problem ? Invalid(problem)
            : null;
    }

    /// <summary>Who else can get at a file, or at one that would be made there; null where nobody can.</summary>
    private Bitrix24Exception? OfReader(string file) =>
        PrivateFile.FindOtherReader(file, out var remedy) is { } other ? Invalid(other).Advising(remedy) : null;

    private Bitrix24Exception Invalid(string problem) =>
        Failure.Own(OwnErrorId.InvalidTokenStore, $"The token store '{path}' is not used: {problem}.");

    /// <summary>
    /// The whole file; null where it is too large to be read. What has no length is not opened: a pipe would keep us waiting for a writer.
    /// </summary>
    private static byte[]? ReadText(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        var bytes = new byte[TokenFileText.Longest + 1];
        var length = 0;
        while (length < bytes.Length && stream.Read(bytes, length, bytes.Length - length) is > 0 and var read)
        {
            length += read;
        }

        if (length == bytes.Length)
        {
            return null;
        }

        Array.Resize(ref bytes, length);
        return bytes;
    }
}
