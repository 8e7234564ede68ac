namespace Bitrix24.Rest;

/// <summary>A secret as people bring it: from the clipboard, a chat, a quoted environment variable, a file.</summary>
internal static class PastedText
{
    /// <summary>What a text says that has arrived as a key press: Ctrl+V and the like in a console that does not paste with them.</summary>
    public static readonly LocalizableText KeyPressProblem = RestText.Of("KeyPress");

    private const char Synchronize = '\u0016';
    private const char Escape = '\u001B';
    private const string Quotes = "\"'`\u00AB\u00BB\u2018\u2019\u201A\u201B\u201C\u201D\u201E\u201F\u2039\u203A\u300C\u300D<>";

    /// <summary>The text without what stands around it and cannot be part of it: quotes, blanks, characters that are not seen.</summary>
    public static string Unwrap(string text)
    {
        var first = 0;
        var end = text.Length;
        while (first < end && CodePoint.At(text, first) is var next && IsWrapping(next))
        {
            first += next.Length;
        }

        while (end > first && CodePoint.Before(text, end) is var last && IsWrapping(last))
        {
            end -= last.Length;
        }

        return text.Substring(first, end - first);
    }

    /// <summary>Whether a key press stands where text should be.</summary>
    /// <param name="text">The text as it came.</param>
    /// <param name="unwrapped">The same after <see cref="Unwrap"/>.</param>
    public static bool IsKeyPress(string text, string unwrapped) =>
        text.IndexOf(Escape) >= 0 || (unwrapped.Length == 0 ? text : unwrapped).IndexOf(Synchronize) >= 0;

    private static bool IsWrapping(CodePoint codePoint) =>
        codePoint.IsUnseen || codePoint.IsWhiteSpace || (codePoint.Length == 1 && Quotes.IndexOf((char)codePoint.Value) >= 0);
}
