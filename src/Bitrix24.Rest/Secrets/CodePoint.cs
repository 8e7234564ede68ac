namespace Bitrix24.Rest;

/// <summary>A character of Unicode in a text. Half of a surrogate pair is one too, and cannot be seen.</summary>
/// <param name="Value">Its number.</param>
/// <param name="Length">How many of the text's characters it is.</param>
internal readonly record struct CodePoint(int Value, int Length)
{
    /// <summary>Whether it cannot be seen.</summary>
    public bool IsUnseen => UnicodeTable.IsUnseen(Value);

    /// <summary>Whether it is a blank of any kind; those that end a line cannot be seen either.</summary>
    public bool IsWhiteSpace => Value <= char.MaxValue && char.IsWhiteSpace((char)Value);

    /// <summary>Whether it is a control character.</summary>
    public bool IsControl => Value <= char.MaxValue && char.IsControl((char)Value);

    /// <summary>Whether it is half of a surrogate pair.</summary>
    public bool IsSurrogate => Value <= char.MaxValue && char.IsSurrogate((char)Value);

    /// <summary>Whether it is drawn together with the character before it.</summary>
    public bool IsMark => UnicodeTable.IsMark(Value);

    /// <summary>The one that begins at a place.</summary>
    public static CodePoint At(string text, int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1])
        ? new(char.ConvertToUtf32(text[at], text[at + 1]), 2)
        : new(text[at], 1);

    /// <summary>The one that ends before a place.</summary>
    public static CodePoint Before(string text, int end) => end > 1 && char.IsSurrogatePair(text[end - 2], text[end - 1])
        ? At(text, end - 2)
        : At(text, end - 1);
}
