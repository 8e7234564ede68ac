using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace Bitrix24.OpenLines.Tests.Fuzzing;

/// <summary>
/// The inputs that are kept: those that somebody thought of and those that once broke something. Each stands on a line of its own.
/// </summary>
internal static class CorpusFile
{
    /// <summary>Lines as they are.</summary>
    public static IReadOnlyList<string> Lines(string name) =>
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Fuzzing", "Corpus", name));

    /// <summary>Lines that are JSON strings, so that they can hold any character, half a surrogate pair too.</summary>
    public static IReadOnlyList<string> Texts(string name) => [.. Lines(name).Select(Unescape)];

    /// <summary>The line that keeps a text.</summary>
    public static string Escape(string text) =>
        $"\"{string.Concat(text.Select(Escape))}\"";

    private static string Escape(char character) =>
        character is >= ' ' and <= '~' and not ('"' or '\\') ? character.ToString() : $"\\u{(int)character:x4}";

    private static string Unescape(string line)
    {
        // The reader of JSON refuses half a surrogate pair; here it is wanted.
        var text = new System.Text.StringBuilder();
        var inner = line[1..^1];
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] != '\\')
            {
                text.Append(inner[i]);
            }
            else if (inner[i + 1] == 'u')
            {
                text.Append((char)Convert.ToUInt16(inner.Substring(i + 2, 4), 16));
                i += 5;
            }
            else
            {
                text.Append(JsonSerializer.Deserialize<string>($"\"{inner.Substring(i, 2)}\""));
                i++;
            }
        }

        return text.ToString();
    }
}
