using System;
using System.Collections.Generic;

namespace Bitrix24.Rest;

/// <summary>Finds what looks like a webhook, whoever's it is: one that is given by mistake is no secret of the connection's.</summary>
internal static class WebhookSearch
{
    private const string Rest = "/rest/";
    private const int ShortestCode = 8;

    /// <summary>Adds where the codes of webhooks stand: what follows <c>/rest/</c>, a number and a slash.</summary>
    public static void Find(string text, List<(int Start, int End)> found)
    {
        for (var at = text.IndexOf(Rest, StringComparison.OrdinalIgnoreCase);
            at >= 0;
            at = text.IndexOf(Rest, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var user = at + Rest.Length;
            var code = user;
            while (code < text.Length && text[code] is >= '0' and <= '9')
            {
                code++;
            }

            if (code == user || code == text.Length || text[code] != '/')
            {
                continue;
            }

            var end = ++code;
            while (end < text.Length && text[end] is (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '-' or '_')
            {
                end++;
            }

            if (end - code >= ShortestCode)
            {
                found.Add((code, end));
            }
        }
    }
}
