using System;
using System.IO;
using System.Linq;
using Bitrix24.Rest;
using Bitrix24.Sandbox;
using CsvJob.Csv;
using CsvJob.Job;
using LocalPrograms;

namespace OpenLines.Tests.Sample;

public sealed class SessionJobTests : IDisposable
{
    private const int Many = 2500;

    private readonly SandboxPortal _portal = SandboxPortal.CreateDefault();
    private readonly Bitrix24Client _client;

    public SessionJobTests()
    {
        Assert.True(WebhookAddress.TryParse(DefaultData.AdminWebhook, out var credentials, out _));
        _client = Bitrix24Client.ForHandler(credentials!, new SandboxHandler(_portal), TimeProvider.System);
    }

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Every_row_of_the_sample_ends_once()
    {
        var rows = CsvReading.Read(Checkout.Find().SampleCodes).ToList();
        var job = new SessionJob(_client);

        var done = job.Run(rows).ToList();

        Assert.Equal(16, done.Count);
        Assert.Equal(
            ["ACCESS_DENIED", "ACCESS_DENIED", "InvalidUserCode", "InvalidUserCode"],
            rows.Select(row => job.Failed.SingleOrDefault(outcome => outcome.Row == row)?.Error!.Id).OfType<string>(),
            StringComparer.Ordinal);
        Assert.Equal(rows, rows.Where(row => done.Any(outcome => outcome.Row == row) ^ job.Failed.Any(outcome => outcome.Row == row)));
    }

    [Fact]
    public void Thousands_of_rows_come_out_in_input_order()
    {
        _portal.AddChats(Many);
        using var text = new StringReader(
            "Code\n" + string.Join('\n', Enumerable.Range(1, Many).Select(static n => $"livechat|1|{n}|{n}")));
        var rows = CsvReading.Read(text).ToList();
        var job = new SessionJob(_client);

        Assert.Equal(rows, job.Run(rows).Select(static outcome => outcome.Row));
        Assert.Empty(job.Failed);
    }
}
