using System;
using System.Globalization;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Bitrix24.OpenLines.Tests;

/// <summary>
/// A portal that answers each call with a page of a list, and tells of its length and of the next page whatever a test says.
/// </summary>
/// <param name="page">The page that begins somewhere, and what is told of the list.</param>
internal sealed class EndlessPortal(Func<long, (JsonArray Page, long? Next, long? Total)> page) : HttpMessageHandler
{
    /// <summary>How many calls have come.</summary>
    public int Calls { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(CancellationToken.None))!;
        return new() { Content = new StringContent((body["cmd"] is JsonObject commands ? Batch(commands) : Single(body)).ToJsonString()) };
    }

    private JsonObject Single(JsonNode body)
    {
        Calls++;
        var (entries, next, total) = page(long.Parse(body["start"]?.ToString() ?? "0", CultureInfo.InvariantCulture));
        var answer = new JsonObject { ["result"] = entries };
        Add(answer, "next", next);
        Add(answer, "total", total);
        return answer;
    }

    private JsonObject Batch(JsonObject commands)
    {
        var (results, nexts, totals) = (new JsonObject(), new JsonObject(), new JsonObject());
        foreach (var command in commands)
        {
            Calls++;
            var text = command.Value!.ToString();
            var at = text.LastIndexOf("start=", StringComparison.Ordinal);
            var (entries, next, total) = page(at < 0 ? 0 : long.Parse(text[(at + 6)..], CultureInfo.InvariantCulture));
            results[command.Key] = entries;
            Add(nexts, command.Key, next);
            Add(totals, command.Key, total);
        }

        return new()
        {
            ["result"] = new JsonObject
            {
                ["result"] = results,
                ["result_error"] = new JsonArray(),
                ["result_next"] = nexts,
                ["result_total"] = totals,
            },
        };
    }

    private static void Add(JsonObject answer, string name, long? number)
    {
        if (number is { } known)
        {
            answer[name] = known;
        }
    }
}
