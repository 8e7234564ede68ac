using System.Text;

namespace Bitrix24.Rest;

/// <summary>A page for the browser that comes back. Nothing of what the browser sent is in it.</summary>
internal sealed class RedirectPage
{
    /// <summary>It has brought what was waited for.</summary>
    public static readonly RedirectPage SignedIn =
        new("200 OK", "The portal has let you in. PowerShell goes on; you can close this window.");

    /// <summary>It has brought an error.</summary>
    public static readonly RedirectPage Refused =
        new("200 OK", "The portal has not let you in. PowerShell says more; you can close this window.");

    /// <summary>It came to the right place with nothing, or from another sign-in.</summary>
    public static readonly RedirectPage OtherSignIn =
        new("400 Bad Request", "This does not belong to the sign-in that PowerShell waits for. Open the address that PowerShell shows.");

    /// <summary>It came to a place that is not there.</summary>
    public static readonly RedirectPage NotFound = new("404 Not Found", "There is nothing here.");

    /// <summary>It is not a request for a page.</summary>
    public static readonly RedirectPage BadRequest = new("400 Bad Request", "This is not a request for a page.");

    private RedirectPage(string status, string text)
    {
        var body = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>OpenLines</title></head>"
            + $"<body><p>{text}</p></body></html>";
        Bytes = Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {body.Length}\r\nConnection: close\r\n"
            + "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n"
            + $"Content-Security-Policy: default-src 'none'\r\n\r\n{body}");
    }

    /// <summary>The whole answer.</summary>
    public byte[] Bytes { get; }
}
