using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Bitrix24.Rest;

/// <summary>
/// The only place where text from outside becomes text that may be shown: secrets are taken out,
/// control characters and terminal escapes are neutralised, length is bounded.
/// </summary>
internal sealed class Redaction
{
    public const int LongestCode = 64;
    public const int LongestDescription = 500;

    /// <summary>For texts of our own and for tests: there is no secret to take out.</summary>
    public static readonly Redaction None = new([]);

    private const string Mask = "***";

    // No text is shown longer than a few hundred characters: what comes after this is not looked at.
    private const int LongestRead = 64 * 1024;

    private readonly List<string> _appearances = [];

    /// <param name="secrets">The secrets of one connection.</param>
    public Redaction(IReadOnlyList<Secret> secrets)
    {
        foreach (var secret in secrets)
        {
            _appearances.AddRange(secret.Appearances().Where(static appearance => appearance.Length > 0));
        }
    }

    /// <summary>Text that is safe to print: on one line, without secrets, without control characters, at most so long.</summary>
    public string Clean(string text, int longest)
    {
        text = text.Length > LongestRead ? text.Substring(0, LongestRead) : text;
        var secrets = FindSecrets(text);
        var clean = new StringBuilder(Math.Min(text.Length, longest) + Mask.Length);
        for (var i = 0; i < text.Length && clean.Length <= longest; i++)
        {
            if (secrets.Count > 0 && secrets.Peek().Start == i)
            {
                clean.Append(Mask);
                i = secrets.Dequeue().End - 1;
            }
            else if (IsPair(text, i))
            {
                clean.Append(text[i]).Append(text[++i]);
            }
            else
            {
                clean.Append(IsSafe(text[i]) ? text[i] : char.IsWhiteSpace(text[i]) ? ' ' : '\uFFFD');
            }
        }

        if (clean.Length > longest)
        {
            clean.Length = longest - (char.IsHighSurrogate(clean[longest - 2]) ? 2 : 1);
            clean.Append('…');
        }

        return clean.ToString().Trim();
    }

    private static bool IsPair(string text, int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);

    // Of .NET Framework, char itself takes the soft hyphen for one that is seen.
    private static bool IsSafe(char character) => CharUnicodeInfo.GetUnicodeCategory(character) switch
    {
        // Format characters turn the direction of a line around; surrogates here are halves.
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        _ => true,
    };

    /// <summary>Where the secrets stand, in order. What is not seen between their characters does not hide them.</summary>
    private Queue<(int Start, int End)> FindSecrets(string text)
    {
        var merged = new Queue<(int Start, int End)>();
        if (_appearances.Count == 0)
        {
            return merged;
        }

        var (seen, places) = Seen(text);
        var found = new List<(int Start, int End)>();
        foreach (var appearance in _appearances)
        {
            for (var at = seen.IndexOf(appearance, StringComparison.OrdinalIgnoreCase); at >= 0; at = seen.IndexOf(appearance, at + appearance.Length, StringComparison.OrdinalIgnoreCase))
            {
                found.Add((places[at], places[at + appearance.Length - 1] + 1));
            }
        }

        found.Sort();
        for (var i = 0; i < found.Count;)
        {
            var (start, end) = found[i++];
            for (; i < found.Count && found[i].Start < end; i++)
            {
                end = Math.Max(end, found[i].End);
            }

            merged.Enqueue((start, end));
        }

        return merged;
    }

    private static (string Seen, List<int> Places) Seen(string text)
    {
        var seen = new StringBuilder(text.Length);
        var places = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var length = IsPair(text, i) ? 2 : IsSafe(text[i]) ? 1 : 0;
            for (var part = 0; part < length; part++)
            {
                seen.Append(text[i + part]);
                places.Add(i + part);
            }

            i += length == 2 ? 1 : 0;
        }

        return (seen.ToString(), places);
    }
}
