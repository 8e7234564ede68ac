namespace Bitrix24.OpenLines;

/// <summary>What to do where a file was read in another way than it was written.</summary>
internal static class FileAdvice
{
    /// <summary>Characters that are not those of the file.</summary>
    public const string Encoding =
        "The file was read in another encoding than it was written in. A file of Excel in Windows is read with "
        + "Import-Csv -Encoding Default in Windows PowerShell, and with -Encoding ansi or a code page such as "
        + "-Encoding 1251 in PowerShell 7; one in UTF-8 with -Encoding utf8.";

    /// <summary>A file whose fields stand between something else than commas.</summary>
    /// <param name="separator">What they stand between.</param>
    public static string Delimiter(char separator) =>
        "The fields of the file are not separated by commas. "
        + $"Read it with Import-Csv -Delimiter {(separator == '\t' ? "\"`t\"" : $"'{separator}'")}.";
}
