using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading.Tasks;

namespace Bitrix24.Rest;

/// <summary>One request of a browser, and its answer, as far as a return address needs them.</summary>
internal static class RedirectExchange
{
    /// <summary>More than any browser sends without a body.</summary>
    private const int LongestHead = 32 * 1024;
    private const string EndOfHead = "\r\n\r\n";

    /// <summary>Reads the head of a request.</summary>
    /// <returns>What is asked for: path and query. Null where it is not a GET, or too large.</returns>
    /// <exception cref="IOException">The other side has gone.</exception>
    public static async Task<string?> ReadTargetAsync(Stream stream)
    {
        var bytes = new byte[LongestHead];
        var length = 0;
        while (length < bytes.Length)
        {
#pragma warning disable CA1835 // .NET Framework has no other one.
            var read = await stream.ReadAsync(bytes, length, bytes.Length - length).ConfigureAwait(false);
#pragma warning restore CA1835
            if (read == 0)
            {
                throw new EndOfStreamException();
            }

            var unseen = Math.Max(0, length - EndOfHead.Length + 1);
            length += read;
            if (Encoding.ASCII.GetString(bytes, unseen, length - unseen).IndexOf(EndOfHead, StringComparison.Ordinal) >= 0)
            {
                var head = Encoding.ASCII.GetString(bytes, 0, length);
                var line = head.Substring(0, head.IndexOf("\r\n", StringComparison.Ordinal)).Split(' ');
                return line.Length == 3 && line[0] == "GET" && line[1].Length > 0 && line[1][0] == '/' ? line[1] : null;
            }
        }

        return null;
    }

    public static async Task WriteAsync(Stream stream, RedirectPage page, CultureInfo culture)
    {
        var bytes = page.BytesIn(culture);
#pragma warning disable CA1835 // .NET Framework has no other one.
        await stream.WriteAsync(bytes, 0, bytes.Length).ConfigureAwait(false);
#pragma warning restore CA1835
        await stream.FlushAsync().ConfigureAwait(false);
    }
}
