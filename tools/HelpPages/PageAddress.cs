using System;
using System.IO;
using System.Text.RegularExpressions;

namespace HelpPages;

/// <summary>Where a page can be read in a browser: below the project's address, which stands in OpenLines.psd1 alone.</summary>
/// <param name="project">The address of the project.</param>
internal sealed partial class PageAddress(Uri project)
{
    // GitHub shows the files of a repository below this path.
    private const string Browsed = "blob/HEAD/";

    public static PageAddress FromManifest(string root) =>
        new(new Uri(ProjectUri().Match(File.ReadAllText(Path.Combine(root, "OpenLines.psd1"))).Groups["uri"].Value));

    public string Of(HelpCulture culture, string cmdlet) =>
        $"{project.AbsoluteUri.TrimEnd('/')}/{(project.Host == "github.com" ? Browsed : "")}{culture.Pages}/{cmdlet}.md";

    /// <summary>The page with the address that it has now.</summary>
    public string Correct(string page, HelpCulture culture, string cmdlet) =>
        OnlineVersion().Replace(page, $"online version: {Of(culture, cmdlet)}", count: 1);

    [GeneratedRegex(@"^\s*ProjectUri\s*=\s*'(?<uri>[^']+)'", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ProjectUri();

    [GeneratedRegex(@"^online version:.*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OnlineVersion();
}
