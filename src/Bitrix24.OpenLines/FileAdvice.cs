using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>What to do where a file was read in another way than it was written.</summary>
internal static class FileAdvice
{
    /// <summary>Characters that are not those of the file.</summary>
    public static readonly LocalizableText Encoding = LineText.Of("File_EncodingAdvice");

    /// <summary>A file whose fields stand between something else than commas.</summary>
    /// <param name="separator">What they stand between.</param>
    public static LocalizableText Delimiter(char separator) => LineText.Of("File_DelimiterAdvice", Quoted(separator));

    private static string Quoted(char separator) => separator == '\t' ? "\"`t\"" : $"'{separator}'";
}
