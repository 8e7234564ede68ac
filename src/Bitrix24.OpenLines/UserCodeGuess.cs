using System;
using System.Linq;
using System.Text.RegularExpressions;
using Bitrix24.Rest;

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
    private static readonly (Regex Pattern, LocalizableText Guess)[] Forms =
    [
        (Form("%7C", RegexOptions.IgnoreCase),
            LineText.Of("Guess_Percent")),
        (Form("&(#0*124|#x0*7c|vert|verbar|amp);", RegexOptions.IgnoreCase),
            LineText.Of("Guess_Html")),
        (Form(@"\\u007c", RegexOptions.IgnoreCase), LineText.Of("Guess_JsonEscape")),
        (Form(@"^\s*[\[{].*[\]}]\s*$"), LineText.Of("Guess_Json")),
        (Form(@"^(https?:|www\.)", RegexOptions.IgnoreCase), LineText.Of("Guess_WebAddress")),
        (Form(@"^[^\s@|]+@[^\s@|]+\.[^\s@|]+$"), LineText.Of("Guess_Email")),
        (Form(@"^(LEAD|DEAL|CONTACT|COMPANY|QUOTE|ORDER|SMART_INVOICE|DYNAMIC_\d+|CO?|[LDQT][0-9a-f]*)[|_ ]\d+$", RegexOptions.IgnoreCase),
            LineText.Of("Guess_Crm")),
        (Form("^chat[0-9]+([.,]00?)?$", RegexOptions.IgnoreCase),
            LineText.Of("Guess_Chat")),
        (Form("^(User_?Code|Entity_?Id|Code)$", RegexOptions.IgnoreCase),
            LineText.Of("Guess_Column")),
        (Form("^sg[0-9]+$", RegexOptions.IgnoreCase), LineText.Of("Guess_Workgroup")),
        (Form(@"^[0-9]+([.,][0-9]+)?e\+?[0-9]+$", RegexOptions.IgnoreCase),
            LineText.Of("Guess_CutNumber")),
        (Form(@"^\+?[0-9()\s.-]+$"),
            LineText.Of("Guess_Number")),
        (Form(@"\s\||\|\s"), LineText.Of("Guess_Blanks")),
        (Form(@"^[\w.-]+(?<s>[^\w|.-]|_|-)\w+\k<s>[^|]+\k<s>[^|]+$"), LineText.Of("Guess_OtherSeparator")),
        (Form("[;,.]$"), LineText.Of("Guess_Punctuation")),
        (Form(
            @"\?\?|[\u00D0\u00D1][\u0080-\u00BF\u0152-\u02DC\u2013-\u2122].?[\u00D0\u00D1]"
            + @"|[\u0420\u0421][\u0402-\u040F\u0452-\u045F\u00A0-\u00BF\u2013-\u2122].?[\u0420\u0421]"),
            LineText.Of("Guess_Encoding")),
    ];

    /// <summary>What it looks like and what to do; null where it looks like a user code.</summary>
    public static LocalizableText? Of(string code)
    {
        // Which and where is in the message.
        if (UnseenCharacters.Describe(code) is not null)
        {
            return LineText.Of("Guess_Unseen");
        }

        // A spreadsheet keeps a text from being taken for a number as ="text".
        var first = code[0] == '=' && code.Length > 1 ? code[1] : code[0];
        if (Quotes.IndexOf(first) >= 0 || Quotes.IndexOf(code[code.Length - 1]) >= 0)
        {
            return LineText.Of("Guess_Quote");
        }

        if (IsPhone(code))
        {
            return LineText.Of("Guess_Phone");
        }

        return Array.Find(Forms, form => form.Pattern.IsMatch(code)).Guess ?? ByParts(code.Split('|'));
    }

    private static bool IsPhone(string code) =>
        Phone.IsMatch(code) && (code[0] == '+' || code.Count(static character => character is >= '0' and <= '9') >= ShortestPhone);

    private static LocalizableText? ByParts(string[] parts) => parts.Length switch
    {
        1 => LineText.Of("Guess_NoParts"),
        < Parts => LineText.Of("Guess_Parts", parts.Length, Parts),
        _ => parts.Any(string.IsNullOrWhiteSpace) ? LineText.Of("Guess_EmptyPart") : null,
    };

    private static Regex Form(string pattern, RegexOptions options = RegexOptions.None) =>
        new(pattern, options | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
}
