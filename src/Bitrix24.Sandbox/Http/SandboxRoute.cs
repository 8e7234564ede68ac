using System;
using System.Globalization;

namespace Bitrix24.Sandbox;

/// <summary>What the path of a REST address says: the method, and the webhook if there is one.</summary>
internal sealed record SandboxRoute(string Method, long? UserId, string? Code)
{
    private const string Root = "/rest/";

    /// <summary>Reads <c>/rest/METHOD</c> and <c>/rest/USER/CODE/METHOD</c>, with or without a slash or a format behind it.</summary>
    public static SandboxRoute? Parse(string path)
    {
        if (!path.StartsWith(Root, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var parts = path.Substring(Root.Length).TrimEnd('/').Split('/');
        if (parts.Length is not (1 or 3) || parts[0].Length == 0)
        {
            return null;
        }

        var method = WithoutFormat(Uri.UnescapeDataString(parts[parts.Length - 1]));
        if (parts.Length == 1)
        {
            return new(method, null, null);
        }

        // A login that the portal does not know is as good as an id that it does not know.
        var known = long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var userId);
        return new(method, known ? userId : 0, Uri.UnescapeDataString(parts[1]));
    }

    private static string WithoutFormat(string method)
    {
        var dot = method.LastIndexOf('.');
        var format = dot < 0 ? "" : method.Substring(dot + 1);
        return format is "json" or "xml" ? method.Substring(0, dot) : method;
    }
}
