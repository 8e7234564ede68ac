using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace Portal.Hostile;

/// <summary>
/// Answers that are as large as a client reads and made to cost it as much as can be: each is valid JSON, and may be an answer to a call or
/// to a batch.
/// </summary>
internal static class HostileBodies
{
    /// <summary>The largest body that the client reads.</summary>
    public const int Size = 16 * 1024 * 1024;

    private const string AnswerOfBatch =
        """{"result":{"result":{0},"result_error":{1},"result_total":[],"result_next":[],"result_time":[]}}""";

    // Each of a call, and of a batch where that differs.
    private static readonly Dictionary<string, Func<bool, byte[]>> Shapes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["list"] = static isBatch => Result(isBatch, "[", "1,", "1]"),
        ["empty"] = static isBatch => Result(isBatch, "[", "{},", "[]]"),
        ["nesting"] = static isBatch => Result(isBatch, "[", new string('[', 100) + new string(']', 100) + ",", "1]"),
        ["deep"] = static isBatch => Result(isBatch, "", "[", ""),
        ["string"] = static isBatch => Result(isBatch, "\"", "a", "\""),
        ["commas"] = static isBatch => Result(isBatch, "\"", "a,", "\""),
        ["bars"] = static isBatch => Result(isBatch, "{\"entity_data_1\":\"", "|", "\"}"),
        ["field"] = static isBatch => Result(isBatch, "{\"chatId\":\"", "1", "\",\"NAME\":\"a\"}"),
        ["name"] = static isBatch => Result(isBatch, "{\"ID\":1,\"NAME\":\"", "\\u0416", "\"}"),
        ["number"] = static isBatch => Result(isBatch, "", "9", ""),
        ["zeros"] = static isBatch => Result(isBatch, "{\"chatId\":0.", "0", "1}"),
        ["escapes"] = static isBatch => Result(isBatch, "\"", "\\u0041\\ud83d\\ude00", "\""),
        ["keys"] = static isBatch => Result(isBatch, "{", "\"k\":1,", "\"k\":1}"),
        ["escapedkeys"] = static isBatch => Result(isBatch, "{", "\"\\u0063\\uD83D\":1,", "\"k\":1}"),
        ["longkey"] = static isBatch => Result(isBatch, "{\"", "\\u0063", "\":1}"),
        ["duplicates"] = static isBatch => Result(isBatch, "{", "\"chatId\":1,", "\"chatId\":1}"),
        ["scopes"] = static isBatch => isBatch
            ? Batch(
                static size => "{\"c0\":" + Fill(size / 2, "[", "\"a\",", "\"a\"]")
                    + ",\"c1\":" + Fill(size / 2, "{\"ID\":1,\"NAME\":\"", "A", "\"}") + ",\"c2\":{}}",
                "[]")
            : Result(isBatch, "[", "\"a\",", "\"a\"]"),
        ["results"] = static _ => Fill("{", "\"result\":{\"result\":{\"c0\":1}},", "\"result\":true}"),
        ["places"] = static _ => Batch(static half => Fill(half, "{", "\"c0\":true,", "\"c1\":true}"), "[]"),
        ["errors"] = static _ => Batch(
            static half => "[]", static half => Fill(half, "{", "\"c9\":{\"error\":\"CHAT_ID\"},", "\"c0\":{\"error\":\"X\"}}")),
        ["texts"] = static isBatch => isBatch
            ? Batch(static _ => "[]", static half => Fifty(key => Error(half / 60), half))
            : Encoding.UTF8.GetBytes(Error(Size - 200)),
        ["code"] = static _ => Fill("{\"error\":\"", "A", "\"}"),
        ["description"] = static _ => Fill("{\"error\":\"X\",\"error_description\":\"", "/rest/1/abcdefghijkl/", "\"}"),
        ["times"] = static _ => Fill("{\"result\":true,\"time\":{", "\"start\":1.5,", "\"start\":1}}"),
        ["blanks"] = static _ => Fill("{\"result\":", "\n", "true}"),
        ["page"] = static _ => Fill("<html>", "<p>", "</html>"),
        ["garbage"] = static _ => Fill("{\"result\":[", "\"\\ud800\",", ""),
    };

    public static IEnumerable<string> Names => Shapes.Keys;

    /// <summary>The body of a shape.</summary>
    /// <param name="shape">One of <see cref="Names"/>.</param>
    /// <param name="isBatch">Whether it answers a batch.</param>
    public static byte[] Make(string shape, bool isBatch) => Shapes[shape](isBatch);

    /// <summary>A body that unpacks to far more than it has.</summary>
    public static byte[] Pack(byte[] body, int times)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            for (var i = 0; i < times; i++)
            {
                gzip.Write(body);
            }
        }

        return packed.ToArray();
    }

    private static byte[] Result(bool isBatch, string begin, string part, string end) => isBatch
        ? Batch(share => Fifty(_ => Fill(share / 52, begin, part, end), share), "[]")
        : Encoding.UTF8.GetBytes("{\"result\":" + Fill(Size - 100, begin, part, end) + "}");

    private static byte[] Batch(Func<int, string> results, string errors) => Batch(results, _ => errors);

    private static byte[] Batch(Func<int, string> results, Func<int, string> errors) => Encoding.UTF8.GetBytes(
        AnswerOfBatch.Replace("{0}", results(Size - 500), StringComparison.Ordinal)
            .Replace("{1}", errors(Size - 500), StringComparison.Ordinal));

    private static string Fifty(Func<int, string> value, int longest)
    {
        var map = new StringBuilder("{", longest);
        for (var place = 0; place < 50; place++)
        {
            map.Append(place == 0 ? "" : ",").Append("\"c").Append(place).Append("\":").Append(value(place));
        }

        return map.Append('}').ToString();
    }

    private static string Error(int size) => Fill(size, "{\"error\":\"X\",\"error_description\":\"", "YWJjZGVmZ2hpamts%2541", "\"}");

    private static byte[] Fill(string begin, string part, string end) => Encoding.UTF8.GetBytes(Fill(Size - 10, begin, part, end));

    private static string Fill(int size, string begin, string part, string end)
    {
        var text = new StringBuilder(begin, size);
        while (text.Length + part.Length + end.Length <= size)
        {
            text.Append(part);
        }

        return text.Append(end).ToString();
    }
}
