using System;
using System.Collections.Generic;
using System.Globalization;
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

    private readonly List<string> _appearances = [];

    /// <param name="secrets">The secrets of one connection.</param>
    public Redaction(IReadOnlyList<Secret> secrets)
    {
        foreach (var secret in secrets)
        {
            _appearances.AddRange(secret.Appearances());
        }
    }

    /// <summary>Text that is safe to print: on one line, without secrets, without control characters, at most so long.</summary>
    public string Clean(string text, int longest)
    {
        // Secrets first: taking a character out must not join the halves of one.
        foreach (var appearance in _appearances)
        {
            text = ReplaceIgnoringCase(text, appearance);
        }

        var clean = new StringBuilder(Math.Min(text.Length, longest));
        for (var i = 0; i < text.Length; i++)
        {
            if (clean.Length >= longest)
            {
                clean.Length = longest - 1;
                clean.Append('…');
                break;
            }

            var character = text[i];
            if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(character).Append(text[++i]);
            }
            else
            {
                clean.Append(IsSafe(character) ? character : char.IsWhiteSpace(character) ? ' ' : '\uFFFD');
            }
        }

        var result = clean.ToString().Trim();

        // What was cleaned can form a secret anew, for example where a control character stood inside it.
        foreach (var appearance in _appearances)
        {
            result = ReplaceIgnoringCase(result, appearance);
        }

        return result;
    }

    private static bool IsSafe(char character) => char.GetUnicodeCategory(character) switch
    {
        // Format characters turn the direction of a line around; surrogates here are halves.
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        _ => true,
    };

    private static string ReplaceIgnoringCase(string text, string secret)
    {
        for (var at = text.IndexOf(secret, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(secret, at + Mask.Length, StringComparison.OrdinalIgnoreCase))
        {
            text = text.Substring(0, at) + Mask + text.Substring(at + secret.Length);
            if (at + Mask.Length > text.Length)
            {
                break;
            }
        }

        return text;
    }
}
