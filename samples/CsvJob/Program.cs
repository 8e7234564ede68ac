using System;
using System.IO;
using CsvJob.Job;
using LocalPrograms;

// The main job on the sandbox: dotnet run --project samples/CsvJob [-- a CSV file]
var checkout = Checkout.Find();
var codes = Path.GetFullPath(args.Length > 0 ? args[0] : checkout.SampleCodes);
var finding = new PowerShellSearch(checkout.Root, Environment.GetEnvironmentVariable).Find();
Console.WriteLine(finding.Note);

var exit = finding.Host is { } host
    ? ScriptRun.Run(host, checkout, codes)
    : LibraryRun.Run(codes, checkout.JobOutput);
Console.WriteLine($"The job's exit code is {(int)exit}, {exit}.");

// Some rows of the sample must fail, to show what a failure looks like: of a demonstration that is success.
return args.Length == 0 && exit == JobExit.RowsFailed ? 0 : (int)exit;
