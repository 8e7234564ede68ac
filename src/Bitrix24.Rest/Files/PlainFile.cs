using System;
using System.IO;

namespace Bitrix24.Rest;

/// <summary>A file of the user's, which may be something else: what is read has an end, and nobody waits for it.</summary>
internal static class PlainFile
{
    private const int Piece = 64 * 1024;

    /// <summary>Whether what is there is a file, and no pipe. Where nothing is, or nothing that can be opened, it is one too.</summary>
    /// <param name="path">Its full path.</param>
    public static bool IsOne(string path) => OperatingSystem.IsWindows() || UnixFile.IsPlain(path);

    /// <summary>Reads it, while others may do so too.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="longest">How many bytes it may have.</param>
    /// <returns>The whole; null where it has more.</returns>
    public static byte[]? Read(string path, int longest)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        using var read = new MemoryStream();
        var piece = new byte[Math.Min(Piece, longest + 1)];
        for (int count; read.Length <= longest && (count = file.Read(piece, 0, piece.Length)) > 0;)
        {
            read.Write(piece, 0, count);
        }

        return read.Length > longest ? null : read.ToArray();
    }
}
