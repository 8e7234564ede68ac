using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Bitrix24.Rest;
using Bitrix24.Sandbox;
using CsvJob.Csv;
using LocalPrograms;

namespace CsvJob.Job;

/// <summary>The same job without PowerShell: the same files, the same counts, the same exit code.</summary>
internal static class LibraryRun
{
    private static readonly string[] ResultColumns = ["ChatId", "DialogId"];
    private static readonly string[] FailureColumns = ["ErrorId", "Error"];

    public static int Run(Checkout checkout, string codes)
    {
        Console.WriteLine("So the same job runs through the client library instead of the module's cmdlets.");
        Console.WriteLine(PowerShellFinding.HowToGet);
        if (!File.Exists(codes))
        {
            Console.Error.WriteLine($"There is no file {codes}.");
            return 1;
        }

        var rows = CsvReading.Read(codes).ToList();
        using var client = OpenSandbox();
        var job = new SessionJob(client);
        var done = job.Run(rows).ToList();

        var results = Path.Combine(checkout.JobOutput, "results.csv");
        var failures = Path.Combine(checkout.JobOutput, "failed.csv");
        CsvWriting.Write(results, ResultColumns, [.. done.Select(outcome => (outcome.Row, new[] { outcome.Chat.ToString(), outcome.Chat.DialogId }))]);
        CsvWriting.Write(failures, FailureColumns, [.. job.Failed.Select(outcome => (outcome.Row, new[] { outcome.Error!.Id, outcome.Error.Message }))]);
        Print(done, job.Failed);
        Console.WriteLine($"Rows: {rows.Count}. Done: {done.Count}, in {results}. Failed: {job.Failed.Count}, in {failures}.");
        return done.Count + job.Failed.Count == rows.Count ? 0 : 1;
    }

    private static Bitrix24Client OpenSandbox() =>
        WebhookAddress.TryParse(DefaultData.AdminWebhook, out var credentials, out var problem)
            ? Bitrix24Client.ForHandler(credentials!, new SandboxHandler(SandboxPortal.CreateDefault()), TimeProvider.System)
            : throw new InvalidOperationException(problem);

    private static void Print(IReadOnlyList<RowOutcome> done, IReadOnlyList<RowOutcome> failed)
    {
        foreach (var outcome in done)
        {
            Console.WriteLine($"  done    {outcome.Chat.DialogId,-9} {outcome.Row.UserCode}");
        }

        foreach (var outcome in failed)
        {
            Console.WriteLine($"  failed  {string.Join(", ", outcome.Row.Values)}: {outcome.Error!.Message}");
        }
    }
}
