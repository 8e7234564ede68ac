using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace OpenLines;

/// <summary>
/// Makes a name for a file of what somebody else called it: one that every file system takes, that leads to no other folder, and in which
/// nothing stands that is not seen.
/// </summary>
internal static class FileName
{
    /// <summary>The end of the name of what stands beside a half file.</summary>
    public const string NoteEnd = ".version";

    private const int Longest = 120;
    private const int LongestEnd = 20;

    // File systems take 255 bytes; a number may have to be added.
    private const int MostBytes = 240;
    private const string Forbidden = "<>:\"/\\|?*";

    private const string HalfEnd = ".part";

    private static readonly string[] Reserved = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "COM", "LPT"];

    /// <param name="given">What it was called; null and blank where it was not.</param>
    /// <param name="fileId">Its id, by which it is named then.</param>
    public static string Of(string? given, long fileId)
    {
        var name = Readable(given ?? "").Trim(' ', '.');
        if (name.Length == 0)
        {
            return OfId(fileId);
        }

        var end = Path.GetExtension(name);
        var bare = name.Substring(0, name.Length - end.Length);
        end = end.Length > LongestEnd ? end.Substring(0, LongestEnd) : end;
        bare = bare.Length > Longest - end.Length ? bare.Substring(0, Longest - end.Length) : bare;
        while (bare.Length > 0 && (char.IsHighSurrogate(bare[bare.Length - 1]) || Encoding.UTF8.GetByteCount(bare + end) > MostBytes))
        {
            bare = bare.Substring(0, bare.Length - 1);
        }

        var whole = (bare + end).TrimEnd(' ', '.');
        return (IsReserved(bare) || IsHalf(whole) ? "_" : "") + whole;
    }

    /// <summary>The name of a file until it is whole.</summary>
    public static string OfHalf(long fileId) => OfId(fileId) + HalfEnd;

    /// <summary>The same name with a number, for a name that is taken.</summary>
    public static string Numbered(string name, int number)
    {
        var end = Path.GetExtension(name);
        return $"{name.Substring(0, name.Length - end.Length)} ({number.ToString(CultureInfo.InvariantCulture)}){end}";
    }

    private static string OfId(long fileId) => "file-" + fileId.ToString(CultureInfo.InvariantCulture);

    /// <summary>A whole file of such a name would be gone on with as the half of another.</summary>
    private static bool IsHalf(string name) =>
        name.StartsWith("file-", StringComparison.OrdinalIgnoreCase)
        && (name.EndsWith(HalfEnd, StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(HalfEnd + NoteEnd, StringComparison.OrdinalIgnoreCase));

    private static string Readable(string given)
    {
        var name = new StringBuilder(given.Length);
        for (var i = 0; i < given.Length && i < 1024; i++)
        {
            var isPair = i + 1 < given.Length && char.IsSurrogatePair(given[i], given[i + 1]);
            var isSeen = isPair || (Forbidden.IndexOf(given[i]) < 0 && !char.IsSurrogate(given[i]) && IsSeen(given[i]));
            name.Append(isSeen ? given[i] : '_');
            if (isPair)
            {
                name.Append(given[++i]);
            }
        }

        return name.ToString();
    }

    private static bool IsSeen(char character) => character == ' ' || CharUnicodeInfo.GetUnicodeCategory(character) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);

    // Windows takes a device for the file, whatever its end: CON, COM1, COM¹ and the like.
    private static bool IsReserved(string bare)
    {
        var first = bare.Split('.')[0].TrimEnd(' ');
        return Array.Exists(Reserved, device =>
            first.StartsWith(device, StringComparison.OrdinalIgnoreCase)
            && (device is "COM" or "LPT"
                ? first.Length == device.Length + 1 && CharUnicodeInfo.GetDigitValue(first[device.Length]) >= 0
                : first.Length == device.Length));
    }
}
