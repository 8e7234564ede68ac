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
    private const int Longest = 120;
    private const int LongestEnd = 20;
    private const string Forbidden = "<>:\"/\\|?*";

    private static readonly string[] Reserved = ["CON", "PRN", "AUX", "NUL", "COM", "LPT"];

    /// <param name="given">What it was called; null and blank where it was not.</param>
    /// <param name="fileId">Its id, by which it is named then.</param>
    public static string Of(string? given, long fileId)
    {
        var name = Readable(given ?? "").Trim(' ', '.');
        if (name.Length == 0)
        {
            return "file-" + fileId.ToString(CultureInfo.InvariantCulture);
        }

        var end = Path.GetExtension(name);
        var bare = name.Substring(0, name.Length - end.Length);
        end = end.Length > LongestEnd ? end.Substring(0, LongestEnd) : end;
        bare = bare.Length > Longest - end.Length ? bare.Substring(0, Longest - end.Length) : bare;
        bare = bare.Length > 0 && char.IsHighSurrogate(bare[bare.Length - 1]) ? bare.Substring(0, bare.Length - 1) : bare;
        return (IsReserved(bare) ? "_" : "") + bare + end.TrimEnd(' ', '.');
    }

    /// <summary>The same name with a number, for a name that is taken.</summary>
    public static string Numbered(string name, int number)
    {
        var end = Path.GetExtension(name);
        return $"{name.Substring(0, name.Length - end.Length)} ({number.ToString(CultureInfo.InvariantCulture)}){end}";
    }

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

    // Windows takes a device for the file, whatever its end: CON, COM1 and the like.
    private static bool IsReserved(string bare)
    {
        var first = bare.Split('.')[0].TrimEnd(' ');
        return first.Length is 3 or 4 && Array.Exists(Reserved, device =>
            first.StartsWith(device, StringComparison.OrdinalIgnoreCase)
            && (first.Length == 3 ? device is not ("COM" or "LPT") : device is "COM" or "LPT" && char.IsDigit(first[3])));
    }
}
