using HelpPages;
using LocalPrograms;

namespace OpenLines.Tests.Help;

/// <summary>The help of this checkout.</summary>
internal static class HelpFolders
{
    public static string Root { get; } = Checkout.Find().Root;

    public static PageAddress Addresses { get; } = PageAddress.FromManifest(Root);

    public static HelpFolder Of(HelpCulture culture) => new(Root, culture, Addresses);

    public static HelpFolder Of(string culture) => Of(new HelpCulture(culture));
}
