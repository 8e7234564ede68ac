using System.Resources;
using Bitrix24.Rest;

namespace OpenLines;

/// <summary>The texts of this project, in English (<c>ModuleText.resx</c>) and in Russian (<c>ModuleText.ru.resx</c>).</summary>
internal static class ModuleText
{
    /// <summary>The texts, by their keys.</summary>
    public static readonly ResourceManager Resources = new(typeof(ModuleText));

    /// <param name="key">The text's key.</param>
    /// <param name="arguments">What stands in the text's places.</param>
    public static LocalizableText Of(string key, params object?[] arguments) => new(Resources, key, arguments);
}
