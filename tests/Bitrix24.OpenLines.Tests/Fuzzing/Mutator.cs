using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Bitrix24.OpenLines.Tests.Fuzzing;

/// <summary>
/// Makes new inputs of kept ones: characters and pieces are put in, taken
/// out, doubled, swapped and crossed. The same seed makes the same inputs.
/// </summary>
internal sealed class Mutator(IReadOnlyList<string> corpus, IReadOnlyList<string> words, int seed)
{
    private static readonly string[] Nasty =
    [
        "\0", "\u001b[2J", "\u0085", "\u2028", "\u202e", "\u200b", "\ufeff", "\ud800", "\udc00", "\ud83d\ude00", "%", "%00", "%2F", "\\",
        "/", "\"", "'", "..", "?", "#", "&",
        "=", "@", ":", "[", "]", "{", "}", ",", "null", "true", "-", "0", "1e999", "99999999999999999999", "$result[c0]", "\\ud800",
        "\\u0000", " ", "\t", "\r\n", "\u0660", "İ", "ß",
    ];

    private readonly Random _random = new(seed);

    /// <summary>The corpus as it is, then so many inputs made of it.</summary>
    public IEnumerable<string> Inputs(int count) => corpus.Concat(Enumerable.Range(0, count).Select(_ => Next()));

    /// <summary>How many inputs a test tries unless told otherwise.</summary>
    public static int Count =>
        int.TryParse(
            Environment.GetEnvironmentVariable("OPENLINES_FUZZ_INPUTS"), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : 20_000;

    public string Next()
    {
        var text = Pick(corpus);
        for (var steps = _random.Next(1, 6); steps > 0; steps--)
        {
            text = Mutate(text);
        }

        return text.Length > 4_000 ? text[..4_000] : text;
    }

    private string Mutate(string text)
    {
        var at = _random.Next(text.Length + 1);
        var length = Math.Min(text.Length - at, _random.Next(1, 9));
        return _random.Next(9) switch
        {
            0 => text.Insert(at, Pick(Nasty)),
            1 => text.Insert(at, Pick(words)),
            2 => text.Insert(at, ((char)_random.Next(_random.Next(2) == 0 ? 128 : char.MaxValue + 1)).ToString()),
            3 => text.Remove(at, length),
            4 => text.Insert(at, text.Substring(at, length)),
            5 => string.Concat(text.AsSpan(0, at), Pick(words), text.AsSpan(at + length)),
            6 => Cross(text, at),
            7 when text.Length > 0 => Replace(text, Math.Min(at, text.Length - 1)),
            _ => text[..at],
        };
    }

    private string Cross(string text, int at)
    {
        var other = Pick(corpus);
        return string.Concat(text.AsSpan(0, at), other.AsSpan(_random.Next(other.Length + 1)));
    }

    private string Replace(string text, int at) =>
        string.Concat(text.AsSpan(0, at), ((char)(text[at] ^ (1 << _random.Next(8)))).ToString(), text.AsSpan(at + 1));

    private T Pick<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];
}
