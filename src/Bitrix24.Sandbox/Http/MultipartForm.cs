using System;
using System.Text;

namespace Bitrix24.Sandbox;

/// <summary>The text fields of a multipart form.</summary>
internal static class MultipartForm
{
    public static PhpArray? Read(string contentType, ReadOnlyMemory<byte> body)
    {
        var boundary = Parameter(contentType, "boundary=");
        if (boundary is null)
        {
            return null;
        }

        // Fields are put through the parser of forms, so that brackets in their names nest.
        var form = new StringBuilder();
        var text = Encoding.UTF8.GetString(body.ToArray());
        foreach (var part in text.Split(["--" + boundary], StringSplitOptions.None))
        {
            var head = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (head < 0 || Parameter(part.Substring(0, head), "name=") is not { } name)
            {
                continue;
            }

            var value = part.Substring(head + 4);
            value = value.EndsWith("\r\n", StringComparison.Ordinal) ? value.Substring(0, value.Length - 2) : value;
            form.Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value)).Append('&');
        }

        return PhpQueryString.Parse(form.ToString());
    }

    private static string? Parameter(string header, string name)
    {
        var at = header.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return null;
        }

        var rest = header.Substring(at + name.Length);
        if (rest.Length > 0 && rest[0] == '"')
        {
            return rest.Substring(1).Split('"')[0];
        }

        return rest.Split(';', '\r')[0].Trim();
    }
}
