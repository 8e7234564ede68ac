using System.Management.Automation.Language;

namespace OpenLines;

/// <summary>A value as it is typed after a command.</summary>
internal static class TypedWord
{
    private static readonly char[] Quotes = ['\'', '"'];

    /// <summary>What somebody has typed of a value so far, without the quotes around it.</summary>
    public static string Begun(string word) => word.Trim(Quotes);

    /// <summary>The value in the quotes that it needs: PowerShell itself says whether it would be the same text without them.</summary>
    public static string Of(string value) =>
        IsBare(value) ? value : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";

    private static bool IsBare(string value) =>
        Parser.ParseInput("x " + value, out _, out _).Find(static ast => ast is CommandAst, searchNestedScriptBlocks: false)
            is CommandAst { CommandElements: { Count: 2 } elements }
        && elements[1] is StringConstantExpressionAst { StringConstantType: StringConstantType.BareWord } word
        && word.Value == value;
}
