using System.Collections.Generic;

namespace HelpPages;

/// <summary>A language of the help, by the name that PowerShell looks its folder up with.</summary>
/// <param name="Name">The name of the folder, such as en-US; ru serves every Russian culture.</param>
internal sealed record HelpCulture(string Name)
{
    public static HelpCulture English { get; } = new("en-US");

    public static HelpCulture Russian { get; } = new("ru");

    public static IReadOnlyList<HelpCulture> Every { get; } = [English, Russian];

    /// <summary>
    /// How wide the lines of the MAML are, where PowerShell does not break lines between words itself: it does so in few languages
    /// (English, French, German, Italian, Portuguese, Spanish) and cuts words in all others. 80 columns less what it indents.
    /// </summary>
    public int? Columns => Name == "ru" ? 70 : null;

    /// <summary>Where the pages are, from the root of the checkout.</summary>
    public string Pages => $"docs/{Name}";

    /// <summary>What is made of them.</summary>
    public string Maml => $"src/OpenLines/Module/{Name}/OpenLines.dll-Help.xml";
}
