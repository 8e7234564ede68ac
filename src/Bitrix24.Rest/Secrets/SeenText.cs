using System;
using System.Collections.Generic;

namespace Bitrix24.Rest;

/// <summary>
/// The characters of a text that are seen, each with its place in the text. What is not seen between the characters of a secret does not
/// hide it, and no more do marks that are drawn over them.
/// </summary>
internal sealed class SeenText
{
    // Software escapes what other software has escaped, but not without end.
    private const int MostEscapes = 4;

    // What people and programs put between the parts of a long number.
    private const string Separators = "-:,;.|";

    private static readonly char[] Signs = ['%', '\\', '&'];
    private static readonly char[] EqualsSign = ['='];

    private readonly char[] _characters;
    private readonly int[] _starts;
    private readonly int[] _ends;
    private int _escapes;
    private int _length;
    private string? _text;
    private string? _folded;

    private SeenText(int longest)
    {
        _characters = new char[longest];
        _starts = new int[longest];
        _ends = new int[longest];
    }

    public string Characters => _text ??= new(_characters, 0, _length);

    /// <summary>
    /// The same for every way to write a character of a secret: base64 comes
    /// in upper and lower case from some software, and in two alphabets.
    /// </summary>
    public string Folded => _folded ??= Fold();

    public static SeenText Of(string text) => Of(text, isQuotedPrintable: false);

    /// <summary>
    /// The text as it is, and as it reads where its escapes are replaced by what they stand for, those of URLs, JSON and HTML several times
    /// over. An equals sign stands in many texts that are not quoted-printable, so that is a reading of its own.
    /// </summary>
    public static IEnumerable<SeenText> ReadingsOf(string text)
    {
        var plain = Of(text);
        var quoted = plain.Replace(Escape.ReadQuotedPrintable, EqualsSign);
        var broken = text.IndexOf("=\r", StringComparison.Ordinal) >= 0 || text.IndexOf("=\n", StringComparison.Ordinal) >= 0
            ? Of(text, isQuotedPrintable: true)
            : null;
        broken = broken?.Replace(Escape.ReadQuotedPrintable, EqualsSign) ?? broken;
        foreach (var first in new[] { plain, quoted, broken })
        {
            for (var reading = first; reading is not null; reading = reading.Unescape())
            {
                yield return reading;
            }
        }
    }

    /// <summary>Whether every character of a text is seen, and none is a blank.</summary>
    public static bool IsWord(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            var codePoint = CodePoint.At(text, i);
            if (codePoint.IsUnseen || codePoint.IsWhiteSpace)
            {
                return false;
            }

            i += codePoint.Length;
        }

        return true;
    }

    /// <summary>Where characters stand in the text: from the first's beginning to the last's end.</summary>
    public (int Start, int End) PlaceOf(int first, int last) => (_starts[first], _ends[last]);

    /// <summary>The text without what separates the parts of a long number; null where there is nothing of that.</summary>
    public SeenText? WithoutSeparators()
    {
        if (!Array.Exists(_characters, IsSeparator))
        {
            return null;
        }

        var joined = new SeenText(_length);
        for (var i = 0; i < _length; i++)
        {
            if (!IsSeparator(_characters[i]))
            {
                joined.Add(_characters[i], _starts[i], _ends[i]);
            }
        }

        return joined;
    }

    /// <param name="text">The text.</param>
    /// <param name="isQuotedPrintable">Whether an equals sign at the end of a line says that the line goes on.</param>
    private static SeenText Of(string text, bool isQuotedPrintable)
    {
        var seen = new SeenText(text.Length);
        for (var i = 0; i < text.Length;)
        {
            if (text[i] is > ' ' and <= '~' && !(isQuotedPrintable && text[i] == '='))
            {
                seen.Add(text[i], i, ++i);
                continue;
            }

            var codePoint = CodePoint.At(text, i);
            var isSeen = IsSeen(codePoint) && !(isQuotedPrintable && text[i] == '=' && IsEndOfLine(text, i + 1));
            for (var end = i + codePoint.Length; i < end; i++)
            {
                if (isSeen)
                {
                    seen.Add(text[i], i, i + 1);
                }
            }
        }

        return seen;
    }

    private static bool IsEndOfLine(string text, int at) => at < text.Length && text[at] is '\r' or '\n';

    private static bool IsSeparator(char character) => Separators.IndexOf(character) >= 0 || char.IsWhiteSpace(character);

    private static bool IsSeen(CodePoint codePoint) => !codePoint.IsUnseen && !codePoint.IsMark;

    private static char Fold(char character) => character switch
    {
        '-' => '+',
        '_' => '/',
        >= 'a' and <= 'z' => (char)(character - 'a' + 'A'),
        <= '~' => character,
        _ => char.ToUpperInvariant(character),
    };

    private string Fold()
    {
        var folded = new char[_length];
        for (var i = 0; i < _length; i++)
        {
            folded[i] = Fold(_characters[i]);
        }

        return new(folded);
    }

    /// <summary>The same text with each escape of URLs, JSON and HTML replaced by what it stands for; null where there is none.</summary>
    private SeenText? Unescape()
    {
        var unescaped = _escapes < MostEscapes ? Replace(Escape.Read, Signs) : null;
        if (unescaped is not null)
        {
            unescaped._escapes = _escapes + 1;
        }

        return unescaped;
    }

    /// <param name="read">Finds an escape at a place.</param>
    /// <param name="signs">What each begins with.</param>
    private SeenText? Replace(Func<string, int, Escape> read, char[] signs)
    {
        if (Characters.IndexOfAny(signs) < 0)
        {
            return null;
        }

        var replaced = new SeenText(_length);
        var isEscaped = false;
        for (var i = 0; i < _length;)
        {
            var escape = Array.IndexOf(signs, _characters[i]) >= 0 ? read(Characters, i) : default;
            if (escape.Length == 0)
            {
                replaced.Add(_characters[i], _starts[i], _ends[i]);
                i++;
                continue;
            }

            isEscaped = true;
            foreach (var character in Show(escape.CodePoint))
            {
                replaced.Add(character, _starts[i], _ends[i + escape.Length - 1]);
            }

            i += escape.Length;
        }

        return isEscaped ? replaced : null;
    }

    /// <summary>A character that an escape stands for; half of a surrogate pair is nothing, as every other that is not seen.</summary>
    private static string Show(int codePoint) => IsSeen(new CodePoint(codePoint, 1)) ? char.ConvertFromUtf32(codePoint) : "";

    private void Add(char character, int start, int end)
    {
        _characters[_length] = character;
        _starts[_length] = start;
        _ends[_length++] = end;
    }
}
