using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Bitrix24.OpenLines;
using Bitrix24.OpenLines.Tests.Fuzzing;
using Bitrix24.Rest;
using Bitrix24.Sandbox;
using CsvJob.Csv;
using CsvJob.Job;

namespace OpenLines.Tests.Sample;

/// <summary>Whatever a file holds, each of its rows ends once, and nothing reaches the portal but what stands in a row.</summary>
public sealed class CsvFuzzTests
{
    private static readonly string[] Words =
    [
        "UserCode", "USER_CODE", "Code", ",", "\n", "\"", "\"\"", ";", "livechat|22|1761|587", "imol|", "@{UserCode=x}", "\r",
    ];

    [Fact]
    public void Every_row_of_any_file_ends_once_and_in_its_place()
    {
        var (rowCount, sentCount) = (0, 0);

        // A file is ten times as dear as another input.
        foreach (var text in new Mutator(CorpusFile.Texts("csv-rows.txt"), Words, 1).Inputs(Mutator.Count / 10))
        {
            var sent = new SentCodes(new SandboxHandler(SandboxPortal.CreateDefault()));
            Assert.True(WebhookAddress.TryParse(DefaultData.AdminWebhook, out var credentials, out _));
            using var client = Bitrix24Client.ForHandler(credentials!, sent, TimeProvider.System);
            var rows = Read(text);
            var job = new SessionJob(client);

            var done = job.Run(rows).Select(static outcome => outcome.Row).ToList();

            var failed = job.Failed.Select(static outcome => outcome.Row).ToList();
            var place = Enumerable.Range(0, rows.Count).ToDictionary(number => rows[number], static number => number);
            Assert.True(
                place.Count == rows.Count
                    && Enumerable.Range(0, rows.Count).SequenceEqual(done.Concat(failed).Select(row => place[row]).Order()),
                CorpusFile.Escape(text));
            Assert.True(done.Select(row => place[row]).SequenceEqual(done.Select(row => place[row]).Order()), CorpusFile.Escape(text));
            Assert.True(
                Codes(rows).Order(StringComparer.Ordinal).SequenceEqual(sent.Codes.Order(StringComparer.Ordinal), StringComparer.Ordinal),
                CorpusFile.Escape(text));
            rowCount += rows.Count;
            sentCount += sent.Codes.Count;
        }

        Assert.True(
            rowCount > Mutator.Count / 10 && sentCount > Mutator.Count / 20, $"{rowCount} rows and {sentCount} codes prove little.");
    }

    [Fact]
    public void Every_file_is_read_with_a_value_or_none_for_each_column_of_each_row()
    {
        foreach (var text in new Mutator(CorpusFile.Texts("csv-rows.txt"), Words, 2).Inputs(Mutator.Count))
        {
            Assert.True(Read(text).TrueForAll(static row => row.Values.Count == row.Columns.Count), CorpusFile.Escape(text));
        }
    }

    [Fact]
    public void Every_row_that_is_written_is_read_again_field_by_field()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "failed.csv");
        foreach (var text in new Mutator(CorpusFile.Texts("csv-rows.txt"), Words, 3).Inputs(Mutator.Count / 10))
        {
            // No file holds half a surrogate pair.
            var rows = Read(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
            using (var writer = new StreamWriter(file))
            {
                CsvWriting.Write(writer, ["ErrorId"], [.. rows.Select(static row => (row, new[] { "NEW" }))]);
            }

            var again = CsvReading.Read(file).ToList();

            Assert.True(rows.Count == again.Count, CorpusFile.Escape(text));
            Assert.True(
                rows.Zip(again).All(
                    static pair => Foreign(pair.First).Append("NEW").SequenceEqual(pair.Second.Values, StringComparer.Ordinal)),
                CorpusFile.Escape(text));
        }
    }

    private static IEnumerable<string> Foreign(CsvRow row) =>
        row.Columns
            .Zip(row.Values)
            .Where(static field => !field.First.Equals("ErrorId", StringComparison.OrdinalIgnoreCase))
            .Select(static field => field.Second ?? "");

    private static List<CsvRow> Read(string text)
    {
        try
        {
            using var reader = new StringReader(text);
            return [.. CsvReading.Read(reader)];
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(CorpusFile.Escape(text), exception);
        }
    }

    private static IEnumerable<string> Codes(IEnumerable<CsvRow> rows)
    {
        foreach (var row in rows)
        {
            if (UserCode.TryParse(row.UserCode, out var code, out _))
            {
                yield return code.Text;
            }
        }
    }
}
