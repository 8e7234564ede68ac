using System;
using System.IO;

namespace Bitrix24.Rest;

/// <summary>Reads a <see cref="TokenFile"/>, and says what else it is than the sign-in of this user.</summary>
/// <param name="path">The file itself, no link to it.</param>
internal sealed class TokenFileReader(string path)
{
    /// <summary>The pair in the file.</summary>
    /// <returns>Null where there is none, and one could be made.</returns>
    /// <exception cref="Bitrix24Exception">
    /// <see cref="OwnErrorId.InvalidTokenStore"/>: what is there is no token store, or damaged, or others may read it.
    /// </exception>
    public TokenPair? Read()
    {
        TokenPair? pair = null;
        var problem = Directory.Exists(path) ? Invalid(RestText.Of("TokenStore_IsFolder"))
            : File.Exists(path) ? FindProblem(path, out pair)
            : OfReader(path);
        return problem is null ? pair : throw problem;
    }

    /// <summary>Why a file is no store of this user; null where it is one.</summary>
    /// <param name="file">The full path of the file, or of one that is to take its place.</param>
    /// <param name="pair">What is in it.</param>
    public Bitrix24Exception? FindProblem(string file, out TokenPair? pair)
    {
        pair = null;
        return OfReader(file) is { } other ? other
            : new FileInfo(file).Length == 0 ? Invalid(RestText.Of("TokenStore_IsEmpty"))
            : ReadText(file) is not { } text ? Invalid(RestText.Of("TokenStore_IsTooLarge"))
            : TokenFileText.Read(text, out pair) is { } problem ? Invalid(problem)
            : null;
    }

    /// <summary>Who else can get at a file, or at one that would be made there; null where nobody can.</summary>
    private Bitrix24Exception? OfReader(string file) =>
        PrivateFile.FindOtherReader(file, out var remedy) is { } other ? Invalid(other).Advising(remedy) : null;

    private Bitrix24Exception Invalid(LocalizableText problem) =>
        Failure.Own(OwnErrorId.InvalidTokenStore, RestText.Of("TokenStore_NotUsed", path, problem));

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
