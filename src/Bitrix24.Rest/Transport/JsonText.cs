using System;
using System.Text;
using System.Text.Json;

namespace Bitrix24.Rest;

/// <summary>Reads names and text out of JSON that nobody vouches for: no more of it than is wanted, whatever its length.</summary>
internal static class JsonText
{
    /// <summary>To a depth beyond any answer of the portal, and far from that which costs a stack.</summary>
    public static readonly JsonReaderOptions Options = new() { MaxDepth = 128 };

    private const int LongestEscape = 6;

    /// <summary>A body as JSON begins: some servers put a mark before it that JSON has not.</summary>
    public static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> body) =>
        body.Length >= 3 && body.Span[0] == 0xEF && body.Span[1] == 0xBB && body.Span[2] == 0xBF ? body.Slice(3) : body;

    /// <summary>Whether the reader stands on this name; one that is no valid Unicode is no name of ours.</summary>
    /// <param name="reader">Stands on a name.</param>
    /// <param name="name">The name, in letters of ASCII.</param>
    public static bool IsNamed(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (!reader.ValueIsEscaped)
        {
            return reader.ValueTextEquals(name);
        }

        // A half of a surrogate pair would throw, and no name of ours has one.
        var raw = reader.ValueSpan;
        return raw.Length <= LongestEscape * name.Length
            && raw.IndexOf("\\ud"u8) < 0
            && raw.IndexOf("\\uD"u8) < 0
            && reader.ValueTextEquals(name);
    }

    /// <summary>The string or the name on which the reader stands; null where it is no valid Unicode.</summary>
    public static string? Of(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The text of a string from its beginning to so many characters, or a few more where one takes two.</summary>
    /// <param name="json">A valid string with its quotation marks.</param>
    /// <param name="longest">How many characters are wanted.</param>
    /// <returns>Null where it is no valid Unicode: half a surrogate pair, or bytes that are no UTF-8.</returns>
    public static string? Begin(ReadOnlySpan<byte> json, int longest)
    {
        var end = 1 + LengthOf(json.Slice(1, json.Length - 2), longest);
        if (end < json.Length - 1)
        {
            var begin = json.Slice(0, end + 1).ToArray();
            begin[end] = (byte)'"';
            json = begin;
        }

        var reader = new Utf8JsonReader(json);
        reader.Read();
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A number as it stands there, to so many digits.</summary>
    public static string Digits(ReadOnlySpan<byte> json, int longest) =>
        Encoding.ASCII.GetString(json.Slice(0, Math.Min(json.Length, longest)).ToArray());

    /// <summary>How many bytes so many characters take, escapes and pairs of them whole.</summary>
    private static int LengthOf(ReadOnlySpan<byte> raw, int characters)
    {
        var at = 0;
        for (var count = 0; at < raw.Length && count < characters; count++)
        {
            at += raw[at] != '\\' ? 1 : !IsEscape(raw, at) ? 2 : IsHighSurrogate(raw, at) ? 2 * LongestEscape : LongestEscape;
            while (at < raw.Length && (raw[at] & 0xC0) == 0x80)
            {
                at++;
            }
        }

        return Math.Min(at, raw.Length);
    }

    private static bool IsEscape(ReadOnlySpan<byte> raw, int at) => at + 1 < raw.Length && raw[at] == '\\' && raw[at + 1] == 'u';

    /// <summary>Whether a half stands here that another escape follows.</summary>
    private static bool IsHighSurrogate(ReadOnlySpan<byte> raw, int at) =>
        raw[at + 2] is (byte)'d' or (byte)'D'
        && raw[at + 3] is (byte)'8' or (byte)'9' or (byte)'a' or (byte)'A' or (byte)'b' or (byte)'B'
        && IsEscape(raw, at + LongestEscape);
}
