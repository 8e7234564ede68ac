using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using BenchmarkDotNet.Attributes;
using Bitrix24.OpenLines;
using Bitrix24.Rest;
using Bitrix24.Sandbox;

namespace Benchmarks;

/// <summary>What every batch and every item goes through, without a network and without PowerShell.</summary>
[MemoryDiagnoser]
public class HotPaths : IDisposable
{
    private const int BatchSize = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly AnswerReader _reader = new(Redaction.None);

    private BatchRequest _request = null!;
    private byte[] _answer = [];
    private WebhookCredentials _credentials = null!;
    private Bitrix24Client _client = null!;
    private CallSequence<int> _sequence = null!;
    private Call[] _codes = [];
    private Call _message = null!;

    [GlobalSetup]
    public void Prepare()
    {
        _credentials = WebhookAddress.TryParse(DefaultData.AdminWebhook, out var credentials, out var problem)
            ? credentials!
            : throw new InvalidOperationException(problem!.ToString());
        var portal = SandboxPortal.CreateDefault(new() { JournalChats = false });
        portal.AddChats(BatchSize);
        _request = new BatchRequest([.. Enumerable.Range(1, BatchSize).Select(Open)], haltGroup: null);
        _answer = Ask(portal);
        _client = Bitrix24Client.ForHandler(_credentials, new SandboxHandler(portal), TimeProvider.System);
        _sequence = new CallSequence<int>(_client.Dispatcher);
        _codes = [.. Enumerable.Range(1, BatchSize).Select(Open)];
        _message = MessengerMethods.SendMessage(
            new ChatId(1763), string.Concat(Enumerable.Repeat("Good day, ", 100)), replyTo: null, isInternal: false, haltGroup: null);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _client.Dispose();
        _request.Dispose();
    }

    [Benchmark(Description = "Write a batch of 50")]
    public int WriteBatch() => _request.WriteBody(_credentials).Count;

    [Benchmark(Description = "Parse an answer of 50")]
    public int ParseAnswer()
    {
        using var answer = _reader.Read(HttpStatusCode.OK, _answer, "batch", _request.Commands, retryAfter: null);
        return new BatchResponse(_request, answer, TimeSpan.Zero).Outcomes.Count;
    }

    [Benchmark(Description = "Look for a secret in a user code", OperationsPerInvoke = BatchSize)]
    public int LookAtCodes() => _codes.Count(call => global::OpenLines.SecretParameter.FindFault(call, _client.Redaction) is not null);

    [Benchmark(Description = "Look for a secret in a message of 1,000 characters")]
    public bool LookAtText() => global::OpenLines.SecretParameter.FindFault(_message, _client.Redaction) is not null;

    [Benchmark(Description = "One item, there and back")]
    public long OneItem() => Process(1);

    [Benchmark(Description = "An item among 50, there and back", OperationsPerInvoke = BatchSize)]
    public long ItemOfBatch() => Process(BatchSize);

    private long Process(int count)
    {
        for (var number = 1; number <= count; number++)
        {
            _sequence.Add(number, Open(number));
        }

        _sequence.Flush();
        var sum = 0L;
        while (_sequence.Count > 0)
        {
            _sequence.Wait(Patience);
            while (_sequence.TryTake(out var entry))
            {
                var call = entry.Call!;
                sum += call.Error is null ? ((Call<ChatId>)call).Result.Value : throw call.Error;
            }
        }

        return sum;
    }

    private byte[] Ask(SandboxPortal portal)
    {
        using var http = new HttpClient(new SandboxHandler(portal));
        var body = _request.WriteBody(_credentials);
        using var content = new ByteArrayContent(body.Array!, body.Offset, body.Count);
        content.Headers.ContentType = new("application/json");
        using var response = http.PostAsync(_credentials.AddressOf(_request.Method, _credentials.Portal), content).GetAwaiter().GetResult();
        return response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
    }

    private static Call<ChatId> Open(int number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return SessionMethods.OpenChat(new UserCode($"livechat|1|{text}|{text}"));
    }
}
