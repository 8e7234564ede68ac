using System;
using System.Collections.Generic;
using System.Linq;
using Bitrix24.OpenLines;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>
/// Tells of a record that has no value to work on: which properties were looked for, which it has, and how that came about.
/// </summary>
internal static class MissingIdentity
{
    private const int MostShownProperties = 8;
    private const string TakenApart =
        "This is one entry of a dictionary: PowerShell takes those of some types apart in a pipeline. "
        + "Give the whole one with -InputObject, or pipe it in behind a comma: , $row | ...";

    /// <summary>What to do where what was piped in or given is nothing at all.</summary>
    public const string Nothing =
        "What was piped in or given is $null: nothing came out of the command, the variable or the property before, "
        + "such as Files of messages that have none. Leave it out: ... | Where-Object { $null -ne $_ } | ...";

    private static readonly char[] Delimiters = [';', '\t', '|'];

    // A byte order mark in UTF-8 as it is, and read as Windows-1252 and as Windows-1251.
    private static readonly string[] Marks = ["\uFEFF", "\u00EF\u00BB\u00BF", "\u043F\u00BB\u0457"];

    /// <param name="error">The refusal of the missing value.</param>
    /// <param name="record">The record.</param>
    /// <param name="names">The properties that were looked for, the parameter's own name first.</param>
    /// <param name="redaction">The connection's redaction.</param>
    public static Bitrix24Exception Explain(Bitrix24Exception error, object record, IEnumerable<string> names, Redaction redaction)
    {
        var wanted = names.ToArray();
        var present = RecordProperty.NamesIn(record).ToArray();
        var has = string.Join(", ", present.Take(MostShownProperties).Select(Show));
        var text = $"The record has no value in a property {string.Join(", ", wanted)}. It has: {has}.";
        var explained = Failure.Own(error.Id, redaction.Clean(text, Redaction.LongestDescription), error.Method);
        var advice = KeyedRecord.IsEntry(BareValue.Of(record)) ? TakenApart : AdviceFor(present, wanted);
        return advice is not null ? explained.Advising(redaction.Clean(advice, Redaction.LongestDescription)) : explained;
    }

    /// <summary>A name with what cannot be seen in it said.</summary>
    private static string Show(string name) => UnseenCharacters.Describe(name) is { } unseen ? $"'{name}' ({unseen})" : $"'{name}'";

    private static string? AdviceFor(string[] present, string[] wanted)
    {
        if (present.Any(name => wanted.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            return null;
        }

        if (present.FirstOrDefault(name => Array.Exists(Marks, mark => name.StartsWith(mark, StringComparison.Ordinal))) is { } marked)
        {
            return $"A byte order mark sticks to the heading {Show(marked)}: "
                + "the file begins with two of them, or it was read in another encoding than UTF-8. "
                + "Read it with Import-Csv -Encoding utf8, or save it again.";
        }

        if (present.Any(static name => name.IndexOf('\uFFFD') >= 0))
        {
            return FileAdvice.Encoding;
        }

        if (present.Any(static name => UserCode.TryParse(name, out var code, out _) && UserCodeGuess.Of(code.Text) is null))
        {
            return "The file has no headings: its first line was taken for them. "
                + $"Read it with Import-Csv -Header {wanted[0]}, and the names of the other columns.";
        }

        if (FindDelimiter(present, wanted) is { } delimiter)
        {
            return FileAdvice.Delimiter(delimiter);
        }

        var likely = wanted.Concat(wanted.Select(Plain)).ToArray();
        return present.FirstOrDefault(name => likely.Contains(Plain(name), StringComparer.OrdinalIgnoreCase)) is { } near
            ? $"The heading {Show(near)} is not {wanted[0]}: correct it, or give -{wanted[0]} {{ $_.'{near}' }}."
            : present.Length == 0
                ? null
                : $"Name the column {wanted[0]}, or say which one it is: -{wanted[0]} {{ $_.'name of the column' }}.";
    }

    private static char? FindDelimiter(string[] present, string[] wanted)
    {
        foreach (var delimiter in Delimiters)
        {
            var joined = present.Where(name => name.IndexOf(delimiter) >= 0).ToArray();
            if (joined.Length > 0 && (present.Length == 1 || Array.Exists(joined, HasWanted)))
            {
                return delimiter;
            }

            bool HasWanted(string name) =>
                Array.Exists(name.Split(delimiter), part => wanted.Contains(part.Trim(' ', '"'), StringComparer.OrdinalIgnoreCase));
        }

        return null;
    }

    /// <summary>Its letters and digits: headings differ in blanks, marks and quotes.</summary>
    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit));
}
