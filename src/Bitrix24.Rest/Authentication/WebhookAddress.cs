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
    public static bool TryParse(string text, out WebhookCredentials? credentials, out LocalizableText? problem)
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
        problem = FindPathProblem(address.AbsolutePath, parts, last) ?? FindPartProblem(parts, last);
        if (problem is not null)
        {
            return false;
        }

        credentials = new(PortalAddress.OriginOf(address), Uri.UnescapeDataString(parts[2]), new Secret(parts[3]));
        return true;
    }

    private static Uri? Read(string text, out LocalizableText? problem)
    {
        var unwrapped = PastedText.Unwrap(text);
        problem = PastedText.IsKeyPress(text, unwrapped) ? PastedText.KeyPressProblem : FindTextProblem(unwrapped);
        if (problem is not null)
        {
            return null;
        }

        // Elsewhere than in Windows a path is taken for the address of a file.
        if (unwrapped[0] == '/' || !Uri.TryCreate(unwrapped, UriKind.Absolute, out var address))
        {
            problem = WhatIsMissing(unwrapped);
            return null;
        }

        problem = PortalAddress.FindProblem(address);
        return problem is null ? address : null;
    }

    private static LocalizableText? FindTextProblem(string text) =>
        text.Length == 0 ? RestText.Of("Webhook_Empty")
        : !SeenText.IsWord(text) ? RestText.Of("Webhook_HasBlank")
        : text.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0
            && text.IndexOf("://", scheme + 1, StringComparison.Ordinal) > 0
            ? RestText.Of("Webhook_Twice")
        : null;

    /// <summary>Most often a part of the address was copied: which one is told, and not repeated.</summary>
    private static LocalizableText WhatIsMissing(string text) =>
        text.StartsWith("https:", StringComparison.OrdinalIgnoreCase) || "https:".StartsWith(text, StringComparison.OrdinalIgnoreCase)
            ? RestText.Of("Webhook_OnlyScheme", Shape)
        : text.IndexOf("rest/", StringComparison.Ordinal) >= 0 ? RestText.Of("Webhook_NoBeginning")
        : RestText.Of("Webhook_Part", Shape);

    private static LocalizableText? FindPathProblem(string path, string[] parts, int last)
    {
        if (Root.StartsWith(path, StringComparison.Ordinal) && path.Length < Root.Length)
        {
            return RestText.Of("Webhook_OnlyHost", Shape);
        }

        if (parts[1] != "rest")
        {
            return RestText.Of("Webhook_OtherPath", Root);
        }

        if (last > 2 && parts[2] == "api")
        {
            return RestText.Of("Webhook_Rest3", Shape);
        }

        return last switch
        {
            2 => RestText.Of("Webhook_OnlyRoot", Root, Shape),
            3 => RestText.Of("Webhook_OnePart", Shape),
            > 5 => RestText.Of("Webhook_LongPath", Shape),
            _ => null,
        };
    }

    private static LocalizableText? FindPartProblem(string[] parts, int last)
    {
        var user = Uri.UnescapeDataString(parts[2]);
        if (user.Length is 0 or > 64 || user.Any(static character => char.IsControl(character) || character is '/' or '\\' or '*'))
        {
            return RestText.Of("Webhook_User", Shape);
        }

        var code = parts[3];
        if (code.EndsWith("...", StringComparison.Ordinal) || Uri.UnescapeDataString(code).EndsWith("\u2026", StringComparison.Ordinal))
        {
            return RestText.Of("Webhook_Shortened", Shape);
        }

        if (!code.All(IsCodeCharacter))
        {
            return RestText.Of("Webhook_Code", Shape);
        }

        if (code.Length < ShortestCode)
        {
            return RestText.Of("Webhook_ShortCode", Shape, code.Length, UsualCodeLength);
        }

        if (code.Length > LongestCode)
        {
            return RestText.Of("Webhook_LongCode", Shape, code.Length, UsualCodeLength);
        }

        return last == 5 && !IsMethod(parts[4]) ? RestText.Of("Webhook_Method") : null;
    }

    private static bool IsCodeCharacter(char character) =>
        character is >= 'A' and <= 'Z' or >= 'a' and <= 'z' or >= '0' and <= '9' or '_' or '-';

    private static bool IsMethod(string part) =>
        part.Length is > 0 and <= 128 && part.All(static character => IsCodeCharacter(character) || character == '.');
}
