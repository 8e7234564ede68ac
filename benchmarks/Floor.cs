using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Benchmarks;

/// <summary>
/// The least that any client does: it writes the same batches, sends a handful of them at a time
/// over kept connections, and reads the answers to their last byte without looking into them.
/// </summary>
public sealed class Floor : IDisposable
{
    private const int BatchSize = 50;
    private const int Parallel = 8;
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _http = new();
    private readonly Uri _batch;

    /// <param name="webhook">The portal's webhook.</param>
    public Floor(string webhook)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        _batch = new(webhook.TrimEnd('/') + "/batch");
    }

    /// <summary>The shortest of several runs, after one that does not count.</summary>
    /// <param name="count">How many codes.</param>
    /// <param name="repeats">How many runs.</param>
    public TimeSpan Best(int count, int repeats)
    {
        Run(count);
        return Enumerable.Range(0, repeats).Min(_ => Run(count));
    }

    /// <summary>Sends a number of codes and waits for all answers.</summary>
    public TimeSpan Run(int count)
    {
        var watch = Stopwatch.StartNew();
        RunAsync(count).GetAwaiter().GetResult();
        return watch.Elapsed;
    }

    public void Dispose() => _http.Dispose();

    private Task RunAsync(int count)
    {
        var next = 0;
        return Task.WhenAll(Enumerable.Range(0, Parallel).Select(_ => Task.Run(SendAsync)));

        async Task SendAsync()
        {
            while (true)
            {
                var first = Interlocked.Add(ref next, BatchSize) - BatchSize + 1;
                if (first > count)
                {
                    return;
                }

                await SendBatchAsync(first, Math.Min(count, first + BatchSize - 1)).ConfigureAwait(false);
            }
        }
    }

    private async Task SendBatchAsync(int first, int last)
    {
        using var content = new ReadOnlyMemoryContent(Write(first, last));
        content.Headers.ContentType = Json;
        using var response = await _http.PostAsync(_batch, content).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
    }

    private static ReadOnlyMemory<byte> Write(int first, int last)
    {
        var stream = new MemoryStream(8192);
        using (var body = new Utf8JsonWriter(stream))
        {
            body.WriteStartObject();
            body.WriteNumber("halt", 0);
            body.WriteStartObject("cmd");
            for (var number = first; number <= last; number++)
            {
                var text = number.ToString(CultureInfo.InvariantCulture);
                body.WriteString(
                    "c" + (number - first).ToString(CultureInfo.InvariantCulture),
                    "imopenlines.session.open?USER_CODE=" + Uri.EscapeDataString($"livechat|1|{text}|{text}"));
            }

            body.WriteEndObject();
            body.WriteEndObject();
        }

        return stream.GetBuffer().AsMemory(0, (int)stream.Length);
    }
}
