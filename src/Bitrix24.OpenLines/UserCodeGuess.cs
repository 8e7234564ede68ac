using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace Bitrix24.OpenLines;

/// <summary>
/// What a text looks like that the portal does not know as a user code. It is only asked after
/// a refusal: connectors make codes as they like, so the text is sent whatever it looks like.
/// </summary>
internal static class UserCodeGuess
{
    private const int Parts = 4;
    private const int ShortestPhone = 10;
    private const string Quotes = "\"'`\u00AB\u00BB\u2018\u2019\u201A\u201C\u201D\u201E";

    private static readonly Regex Phone = Form(@"^\+?[0-9()\s.-]+$");

    // Each says what it is, and what to do.
    private static readonly (Regex Pattern, string Guess)[] Forms =
    [
        (Form("%7C", RegexOptions.IgnoreCase),
            "It is percent-encoded: %7C stands for |. Decode it, with [uri]::UnescapeDataString for example."),
        (Form("&(#0*124|#x0*7c|vert|verbar|amp);", RegexOptions.IgnoreCase),
            "It is HTML: &#124; stands for |. Decode it, with [Net.WebUtility]::HtmlDecode for example."),
        (Form(@"\\u007c", RegexOptions.IgnoreCase), @"It is escaped as in JSON: \u007c stands for |. Read it with ConvertFrom-Json."),
        (Form(@"^\s*[\[{].*[\]}]\s*$"), "It looks like JSON. Read it with ConvertFrom-Json and take the code from it."),
        (Form(@"^(https?:|www\.)", RegexOptions.IgnoreCase), "It looks like a web address."),
        (Form(@"^[^\s@|]+@[^\s@|]+\.[^\s@|]+$"), "It looks like an e-mail address."),
        (Form(@"^(LEAD|DEAL|CONTACT|COMPANY|QUOTE|ORDER|SMART_INVOICE|DYNAMIC_\d+|CO?|[LDQT][0-9a-f]*)[|_ ]\d+$", RegexOptions.IgnoreCase),
            "It looks like an item of CRM: its id is not the user code. "
            + "In CRM the code is the contact's or lead's messenger, with imol| before it."),
        (Form("^chat[0-9]+([.,]00?)?$", RegexOptions.IgnoreCase),
            "It looks like the id of a chat: pipe it into Join-OLSession or Start-OLSession."),
        (Form("^(User_?Code|Entity_?Id|Code)$", RegexOptions.IgnoreCase),
            "It is the name of a column. PowerShell takes collections of some types apart and passes their names on: "
            + "give such a one whole, with -InputObject."),
        (Form("^sg[0-9]+$", RegexOptions.IgnoreCase), "It looks like the id of a workgroup's chat."),
        (Form(@"^[0-9]+([.,][0-9]+)?e\+?[0-9]+$", RegexOptions.IgnoreCase),
            "It looks like a long number that a spreadsheet has cut short: format the column as text."),
        (Form(@"^\+?[0-9()\s.-]+$"),
            "It looks like a number, such as the id of a chat or of a CRM item: a chat id goes into Join-OLSession or Start-OLSession."),
        (Form(@"\s\||\|\s"), "It has blanks beside |."),
        (Form(@"^[\w.-]+(?<s>[^\w|.-]|_|-)\w+\k<s>[^|]+\k<s>[^|]+$"), "Its parts do not stand between | characters."),
        (Form("[;,.]$"), "It ends with a punctuation mark that may not belong to it."),
        (Form(
            @"\?\?|[\u00D0\u00D1][\u0080-\u00BF\u0152-\u02DC\u2013-\u2122].?[\u00D0\u00D1]"
            + @"|[\u0420\u0421][\u0402-\u040F\u0452-\u045F\u00A0-\u00BF\u2013-\u2122].?[\u0420\u0421]"),
            "It has characters that are not those of the file. " + FileAdvice.Encoding),
    ];

    /// <summary>What it looks like and what to do; null where it looks like a user code.</summary>
    public static string? Of(string code)
    {
        if (UnseenCharacters.Describe(code) is { } unseen)
        {
            return $"It {unseen}, and the portal compares every character: correct it in the file.";
        }

        // A spreadsheet keeps a text from being taken for a number as ="text".
        var first = code[0] == '=' && code.Length > 1 ? code[1] : code[0];
        if (Quotes.IndexOf(first) >= 0 || Quotes.IndexOf(code[code.Length - 1]) >= 0)
        {
            return "It has a quotation mark at its beginning or end: take it off.";
        }

        if (IsPhone(code))
        {
            return "It looks like a phone number.";
        }

        return Array.Find(Forms, form => form.Pattern.IsMatch(code)).Guess ?? ByParts(code.Split('|'));
    }

    private static bool IsPhone(string code) =>
        Phone.IsMatch(code) && (code[0] == '+' || code.Count(static character => character is >= '0' and <= '9') >= ShortestPhone);

    private static string? ByParts(string[] parts) => parts.Length switch
    {
        1 => "It has no | in it.",
        < Parts => string.Format(CultureInfo.InvariantCulture, "It has {0} parts, and a user code has {1}.", parts.Length, Parts),
        _ => parts.Any(string.IsNullOrWhiteSpace) ? "One of its parts is empty." : null,
    };

    private static Regex Form(string pattern, RegexOptions options = RegexOptions.None) =>
        new(pattern, options | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
}
