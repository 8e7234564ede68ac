using System;
using System.Linq;

namespace Bitrix24.Rest;

/// <summary>
/// Reads the address of an inbound webhook in the forms in which Bitrix24 shows it:
/// <c>https://HOST/rest/USER/CODE</c>, with or without a slash, a method and its <c>.json</c> or <c>.xml</c> after it.
/// </summary>
internal static class WebhookAddress
{
    /// <param name="text">The address; it is a secret as a whole.</param>
    /// <param name="credentials">What it says.</param>
    /// <param name="problem">What is wrong with it, in words that do not repeat it.</param>
    public static bool TryParse(string text, out WebhookCredentials? credentials, out string problem)
    {
        credentials = null;
        text = text.Trim();
        if (text.Length == 0)
        {
            problem = "it is empty";
            return false;
        }

        if (text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)))
        {
            problem = "it has a space or a line break inside";
            return false;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var address))
        {
            problem = "it is not a web address";
            return false;
        }

        if (PortalAddress.FindProblem(address) is { } found)
        {
            problem = found;
            return false;
        }

        var parts = address.AbsolutePath.Split('/');

        // The path begins with a slash, so its first part is empty; a slash at the end gives an empty last one.
        var last = parts.Length - (parts[parts.Length - 1].Length == 0 ? 1 : 0);
        if (last < 2 || parts[1] != "rest")
        {
            problem = "its path does not begin with /rest/";
            return false;
        }

        if (last > 2 && parts[2] == "api")
        {
            problem = "it is the address of REST 3.0 (/rest/api/), which has no Open Lines methods: take /rest/USER/CODE/";
            return false;
        }

        if (last is < 4 or > 5)
        {
            problem = "its path is not /rest/USER/CODE/";
            return false;
        }

        var user = Uri.UnescapeDataString(parts[2]);
        if (user.Length is 0 or > 64 || user.Any(character => char.IsControl(character) || character is '/' or '\\' or '*'))
        {
            problem = "the user in its path (/rest/USER/CODE/) is neither an id nor a login";
            return false;
        }

        if (parts[3].Length is < 4 or > 128 || !parts[3].All(IsCodeCharacter))
        {
            problem = "the code in its path (/rest/USER/CODE/) is not one: it has letters and digits only";
            return false;
        }

        if (last == 5 && !IsMethod(parts[4]))
        {
            problem = "what follows the code in its path is not a method";
            return false;
        }

        credentials = new(PortalAddress.OriginOf(address), user, new Secret(parts[3]));
        problem = "";
        return true;
    }

    private static bool IsCodeCharacter(char character) =>
        character is >= 'A' and <= 'Z' or >= 'a' and <= 'z' or >= '0' and <= '9' or '_' or '-';

    private static bool IsMethod(string part) => part.Length is > 0 and <= 128 && part.All(character => IsCodeCharacter(character) || character == '.');
}
