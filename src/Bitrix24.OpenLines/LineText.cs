using System.Resources;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>The texts of this project, in English (<c>LineText.resx</c>) and in Russian (<c>LineText.ru.resx</c>).</summary>
internal static class LineText
{
    /// <summary>The texts, by their keys.</summary>
    public static readonly ResourceManager Resources = new(typeof(LineText));

    /// <param name="key">The text's key.</param>
    /// <param name="arguments">What stands in the text's places.</param>
    public static LocalizableText Of(string key, params object?[] arguments) => new(Resources, key, arguments);
}
