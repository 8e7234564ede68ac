using System.Resources;

namespace Bitrix24.Rest;

/// <summary>The texts of this project, in English (<c>RestText.resx</c>) and in Russian (<c>RestText.ru.resx</c>).</summary>
internal static class RestText
{
    /// <summary>The texts, by their keys.</summary>
    public static readonly ResourceManager Resources = new(typeof(RestText));

    /// <param name="key">The text's key.</param>
    /// <param name="arguments">What stands in the text's places.</param>
    public static LocalizableText Of(string key, params object?[] arguments) => new(Resources, key, arguments);
}
