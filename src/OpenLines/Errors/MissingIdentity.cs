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
    private static readonly LocalizableText TakenApart = ModuleText.Of("Record_EntryAdvice");

    /// <summary>What to do where what was piped in or given is nothing at all.</summary>
    public static readonly LocalizableText Nothing = ModuleText.Of("Record_NullAdvice");

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
        var has = present.Length == 0 ? LocalizableText.Verbatim("")
            : present.Take(MostShownProperties).Select(Show)
                .Aggregate(static (first, second) => ModuleText.Of("Record_Names", first, second));
        LocalizableText text = ModuleText.Of("Record_NoValue", string.Join(", ", wanted), has);
        var explained = Failure.Own(error.Id, text.Cleaned(redaction), error.Method);
        var advice = KeyedRecord.IsEntry(BareValue.Of(record)) ? TakenApart : AdviceFor(present, wanted);
        return advice is not null ? explained.Advising(advice.Cleaned(redaction)) : explained;
    }

    /// <summary>A name with what cannot be seen in it said.</summary>
    private static LocalizableText Show(string name) => UnseenCharacters.Describe(name) is { } unseen
        ? ModuleText.Of("Record_NameUnseen", name, unseen)
        : ModuleText.Of("Record_Name", name);

    private static LocalizableText? AdviceFor(string[] present, string[] wanted)
    {
        if (present.Any(name => wanted.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            return null;
        }

        if (present.FirstOrDefault(name => Array.Exists(Marks, mark => name.StartsWith(mark, StringComparison.Ordinal))) is { } marked)
        {
            return ModuleText.Of("Record_MarkAdvice", Show(marked));
        }

        if (present.Any(static name => name.IndexOf('\uFFFD') >= 0))
        {
            return FileAdvice.Encoding;
        }

        if (present.Any(static name => UserCode.TryParse(name, out var code, out _) && UserCodeGuess.Of(code.Text) is null))
        {
            return ModuleText.Of("Record_NoHeadingsAdvice", wanted[0]);
        }

        if (FindDelimiter(present, wanted) is { } delimiter)
        {
            return FileAdvice.Delimiter(delimiter);
        }

        var likely = wanted.Concat(wanted.Select(Plain)).ToArray();
        return present.FirstOrDefault(name => likely.Contains(Plain(name), StringComparer.OrdinalIgnoreCase)) is { } near
            ? ModuleText.Of("Record_NearAdvice", Show(near), wanted[0], near)
            : present.Length == 0
                ? null
                : ModuleText.Of("Record_NameAdvice", wanted[0]);
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
