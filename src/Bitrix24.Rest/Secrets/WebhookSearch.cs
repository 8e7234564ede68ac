using System;
using System.Collections.Generic;

namespace Bitrix24.Rest;

/// <summary>Finds what looks like a webhook, whoever's it is: one that is given by mistake is no secret of the connection's.</summary>
internal static class WebhookSearch
{
    private const string Rest = "rest/";
    private const string Version3 = "api/";
    private const int ShortestCode = 8;
    private const int LongestUser = 64;

    /// <summary>Adds where the codes of webhooks stand: what follows <c>/rest/</c>, a user and a slash.</summary>
    public static void Find(SeenText text, List<(int Start, int End)> found)
    {
        // In an address of the web a backslash is read as a slash.
        var characters = text.Characters.Replace('\\', '/');
        for (var at = characters.IndexOf(Rest, StringComparison.OrdinalIgnoreCase);
            at >= 0;
            at = characters.IndexOf(Rest, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var isWord = at == 0 || !(char.IsLetterOrDigit(characters[at - 1]) || characters[at - 1] is '-' or '_' or '.');
            var user = SkipSlashes(characters, at + Rest.Length);
            if (string.Compare(characters, user, Version3, 0, Version3.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                user = SkipSlashes(characters, user + Version3.Length);
            }

            var end = EndOfUser(characters, user);
            if (!isWord || end == user || end == characters.Length || characters[end] != '/')
            {
                continue;
            }

            var code = SkipSlashes(characters, end);
            for (end = code; end < characters.Length && IsCode(characters[end]);)
            {
                end++;
            }

            if (end - code >= ShortestCode)
            {
                found.Add(text.PlaceOf(code, end - 1));
            }
        }
    }

    /// <summary>The user is an id or a login, which may have almost any character.</summary>
    private static int EndOfUser(string text, int user)
    {
        var end = user;
        while (end < text.Length && end - user <= LongestUser && text[end] is not ('/' or '?' or '#' or '"' or '<' or '>'))
        {
            end++;
        }

        return end;
    }

    private static int SkipSlashes(string text, int at)
    {
        while (at < text.Length && text[at] == '/')
        {
            at++;
        }

        return at;
    }

    private static bool IsCode(char character) =>
        character is (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '-' or '_';
}
