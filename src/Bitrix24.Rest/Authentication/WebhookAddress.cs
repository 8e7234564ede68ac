using System;
using System.Linq;

namespace Bitrix24.Rest;

/// <summary>
/// Reads the address of an inbound webhook in the forms in which Bitrix24 shows it:
/// <c>https://HOST/rest/USER/CODE</c>, with or without a slash, a method and its <c>.json</c> or <c>.xml</c> after it.
/// </summary>
internal static class WebhookAddress
{
    /// <summary>How many characters Bitrix24 gives to a code. The documentation does not promise it, so a shorter one is tried.</summary>
    public const int UsualCodeLength = 16;

    private const int ShortestCode = 8;
    private const int LongestCode = 128;
    private const string Root = "/rest/";
    private const string Shape = "/rest/USER/CODE/";

    /// <param name="text">The address; it is a secret as a whole.</param>
    /// <param name="credentials">What it says.</param>
    /// <param name="problem">What is wrong with it, in words that do not repeat it.</param>
    public static bool TryParse(string text, out WebhookCredentials? credentials, out string problem)
    {
        credentials = null;
        var address = Read(text, out problem);
        if (address is null)
        {
            return false;
        }

        var parts = address.AbsolutePath.Split('/');

        // The path begins with a slash, so its first part is empty; a slash at the end gives an empty last one.
        var last = parts.Length - (parts[parts.Length - 1].Length == 0 ? 1 : 0);
        problem = FindPathProblem(address.AbsolutePath, parts, last) ?? FindPartProblem(parts, last) ?? "";
        if (problem.Length > 0)
        {
            return false;
        }

        credentials = new(PortalAddress.OriginOf(address), Uri.UnescapeDataString(parts[2]), new Secret(parts[3]));
        return true;
    }

    private static Uri? Read(string text, out string problem)
    {
        var unwrapped = PastedText.Unwrap(text);
        problem = PastedText.IsKeyPress(text, unwrapped) ? PastedText.KeyPressProblem : FindTextProblem(unwrapped) ?? "";
        if (problem.Length > 0)
        {
            return null;
        }

        // Elsewhere than in Windows a path is taken for the address of a file.
        if (unwrapped[0] == '/' || !Uri.TryCreate(unwrapped, UriKind.Absolute, out var address))
        {
            problem = "it is not a web address" + WhatIsMissing(unwrapped);
            return null;
        }

        problem = PortalAddress.FindProblem(address) ?? "";
        return problem.Length == 0 ? address : null;
    }

    private static string? FindTextProblem(string text) =>
        text.Length == 0 ? "it is empty"
        : !SeenText.IsWord(text) ? "it has a space, a line break or a character that is not seen inside"
        : text.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0
            && text.IndexOf("://", scheme + 1, StringComparison.Ordinal) > 0
            ? "it has more than one address in it: it may have been pasted twice"
        : null;

    /// <summary>Most often a part of the address was copied: which one is told, and not repeated.</summary>
    private static string WhatIsMissing(string text) =>
        text.StartsWith("https:", StringComparison.OrdinalIgnoreCase) || "https:".StartsWith(text, StringComparison.OrdinalIgnoreCase)
            ? $": after https:// it needs the portal's host and {Shape}"
        : text.IndexOf("rest/", StringComparison.Ordinal) >= 0 ? ": its beginning is missing, https:// and perhaps more"
        : $": it needs https://, the portal's host and {Shape}, and may be only a part of that";

    private static string? FindPathProblem(string path, string[] parts, int last)
    {
        if (Root.StartsWith(path, StringComparison.Ordinal) && path.Length < Root.Length)
        {
            return $"it is cut off: {Shape} is missing after the host";
        }

        if (parts[1] != "rest")
        {
            return $"its path does not begin with {Root}";
        }

        if (last > 2 && parts[2] == "api")
        {
            return $"it is the address of REST 3.0 (/rest/api/), which has no Open Lines methods: take {Shape}";
        }

        return last switch
        {
            2 => $"it is cut off: user and code are missing after {Root} ({Shape})",
            3 => $"it is too short: its path has a user or a code, and needs both ({Shape})",
            > 5 => $"its path is not {Shape}",
            _ => null,
        };
    }

    private static string? FindPartProblem(string[] parts, int last)
    {
        var user = Uri.UnescapeDataString(parts[2]);
        if (user.Length is 0 or > 64 || user.Any(static character => char.IsControl(character) || character is '/' or '\\' or '*'))
        {
            return $"the user in its path ({Shape}) is neither an id nor a login";
        }

        var code = parts[3];
        if (code.EndsWith("...", StringComparison.Ordinal) || Uri.UnescapeDataString(code).EndsWith("\u2026", StringComparison.Ordinal))
        {
            return $"the code in its path ({Shape}) was shortened: dots stand for the rest of it";
        }

        if (!code.All(IsCodeCharacter))
        {
            return $"the code in its path ({Shape}) is not one: it has letters and digits only";
        }

        if (code.Length < ShortestCode)
        {
            return $"it is too short: the code in its path ({Shape}) has {code.Length} "
                + $"of usually {UsualCodeLength} characters, so its end is missing";
        }

        if (code.Length > LongestCode)
        {
            return $"it is too long: the code in its path ({Shape}) has {code.Length} of usually {UsualCodeLength} characters";
        }

        return last == 5 && !IsMethod(parts[4]) ? "what follows the code in its path is not a method" : null;
    }

    private static bool IsCodeCharacter(char character) =>
        character is >= 'A' and <= 'Z' or >= 'a' and <= 'z' or >= '0' and <= '9' or '_' or '-';

    private static bool IsMethod(string part) =>
        part.Length is > 0 and <= 128 && part.All(static character => IsCodeCharacter(character) || character == '.');
}
