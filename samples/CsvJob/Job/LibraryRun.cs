using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Bitrix24.Rest;
using Bitrix24.Sandbox;
using CsvJob.Csv;
using LocalPrograms;

namespace CsvJob.Job;

/// <summary>The same job without PowerShell: the same rows done and failed, the same names of files, the same exit codes.</summary>
internal static class LibraryRun
{
    private static readonly string[] ResultColumns = ["ChatId", "DialogId"];
    private static readonly string[] FailureColumns = ["ErrorId", "Message", "Advice"];

    public static JobExit Run(string codes, string folder)
    {
        Console.WriteLine("So the same job runs through the client library instead of the module's cmdlets.");
        Console.WriteLine(PowerShellFinding.HowToGet);
        if (!File.Exists(codes))
        {
            Console.Error.WriteLine($"There is no file {codes}.");
            return JobExit.NothingDone;
        }

        var rows = CsvReading.Read(codes).ToList();
        if (rows.Count == 0)
        {
            Console.Error.WriteLine($"There are no rows in {codes}.");
            return JobExit.NothingDone;
        }

        OutputFiles files;
        try
        {
            files = OutputFiles.Open(folder, TimeProvider.System);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(exception.Message);
            return JobExit.NothingDone;
        }

        try
        {
            using (files)
            {
                return Run(rows, files);
            }
        }
        catch (IOException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return JobExit.EndedEarly;
        }
    }

    private static JobExit Run(List<CsvRow> rows, OutputFiles files)
    {
        using var client = OpenSandbox();
        var job = new SessionJob(client);
        var done = job.Run(rows).ToList();
        CsvWriting.Write(
            files.Done, ResultColumns, [.. done.Select(static one => (one.Row, new[] { one.Chat.ToString(), one.Chat.DialogId }))]);
        CsvWriting.Write(files.Failed, FailureColumns, [.. job.Failed.Select(static one => (one.Row, Explain(one.Error!)))]);
        Print(done, job.Failed);
        Console.WriteLine($"Rows: {rows.Count}. Done: {done.Count}, in {files.DoneName}.");
        Console.WriteLine($"Failed: {job.Failed.Count}, in {files.FailedName}.");
        return client.Dispatcher.End is not null ? done.Count > 0 ? JobExit.EndedEarly : JobExit.NothingDone
            : job.Failed.Count > 0 ? JobExit.RowsFailed
            : JobExit.AllDone;
    }

    private static string[] Explain(Bitrix24Exception error) => [error.Id, error.Message, error.Row.Advice];

    private static Bitrix24Client OpenSandbox() =>
        WebhookAddress.TryParse(DefaultData.AdminWebhook, out var credentials, out var problem)
            ? Bitrix24Client.ForHandler(credentials!, new SandboxHandler(SandboxPortal.CreateDefault()), TimeProvider.System)
            : throw new InvalidOperationException(problem!.ToString());

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
