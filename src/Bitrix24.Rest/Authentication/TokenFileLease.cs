using System;
using System.IO;

namespace Bitrix24.Rest;

/// <summary>A <see cref="TokenFile"/> whose lock is held.</summary>
/// <param name="path">The file itself, no link to it.</param>
/// <param name="locked">The open file that is the lock.</param>
internal sealed class TokenFileLease(string path, FileStream locked) : ITokenLease
{
    private readonly string _next = NextOf(path);

    /// <summary>
    /// Where the next pair is written. Its name is always the same: what a killed process leaves there is found by the next one.
    /// </summary>
    public static string NextOf(string path) => path + ".new-tokens";

    public TokenPair? Read()
    {
        try
        {
            FinishWrite();
            return ReadChecked();
        }
        catch (Exception error) when (TokenFile.IsOfSystem(error))
        {
            throw TokenFile.Unavailable($"The token store '{path}' cannot be read", error);
        }
    }

    public void Write(TokenPair pair)
    {
        try
        {
            FinishWrite();
            _ = ReadChecked();
            var text = TokenFileText.Write(pair)
                ?? throw new IOException("Windows does not encrypt for this user; perhaps the user's profile is not loaded.");
            using (var file = PrivateFile.Create(_next))
            {
                file.Write(text, 0, text.Length);
                file.Flush(flushToDisk: true);
            }

            PrivateFile.Replace(_next, path);
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
    private void FinishWrite()
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
            PrivateFile.Replace(_next, path);
        }
    }

    private TokenPair? ReadChecked()
    {
        TokenPair? pair = null;
        var problem = Directory.Exists(path) ? Invalid("it is a folder")
            : File.Exists(path) ? FindProblem(path, out pair)
            : null;
        return problem is null ? pair : throw problem;
    }

    /// <summary>Why a file is no store of this user; null where it is one.</summary>
    private Bitrix24Exception? FindProblem(string file, out TokenPair? pair)
    {
        pair = null;
        return PrivateFile.FindOtherReader(file, out var remedy) is { } other ? Invalid(other).Advising(remedy)
            : ReadText(file) is not { } text ? Invalid("it is too large to be one")
            : text.Length == 0 ? Invalid("it is empty")
            : TokenFileText.Read(text, out pair) is { } problem ? Invalid(problem)
            : null;
    }

    private Bitrix24Exception Invalid(string problem) =>
        Failure.Own(OwnErrorId.InvalidTokenStore, $"The token store '{path}' is not used: {problem}.");

    /// <summary>The whole file; null where it is too large to be read.</summary>
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
