using System.Globalization;
using System.Text;

namespace Bitrix24.Rest;

/// <summary>A page for the browser that comes back. Nothing of what the browser sent is in it.</summary>
internal sealed class RedirectPage
{
    /// <summary>It has brought what was waited for.</summary>
    public static readonly RedirectPage SignedIn = new("200 OK", RestText.Of("Page_SignedIn"));

    /// <summary>It has brought an error.</summary>
    public static readonly RedirectPage Refused = new("200 OK", RestText.Of("Page_Refused"));

    /// <summary>It came to the right place with nothing, or from another sign-in.</summary>
    public static readonly RedirectPage OtherSignIn = new("400 Bad Request", RestText.Of("Page_OtherSignIn"));

    /// <summary>It came to a place that is not there.</summary>
    public static readonly RedirectPage NotFound = new("404 Not Found", RestText.Of("Page_NotFound"));

    /// <summary>It is not a request for a page.</summary>
    public static readonly RedirectPage BadRequest = new("400 Bad Request", RestText.Of("Page_BadRequest"));

    private readonly string _status;
    private readonly LocalizableText _text;

    private RedirectPage(string status, LocalizableText text) => (_status, _text) = (status, text);

    /// <summary>The whole answer in a language.</summary>
    public byte[] BytesIn(CultureInfo culture)
    {
        var body = Encoding.UTF8.GetBytes(RestText.Of("Page_Html", _text).Format(culture));
        var head = Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {_status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {body.Length}\r\nConnection: close\r\n"
            + "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n"
            + "Content-Security-Policy: default-src 'none'\r\n\r\n");
        return [.. head, .. body];
    }
}
