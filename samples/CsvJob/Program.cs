using System;
using System.IO;
using CsvJob.Job;
using LocalPrograms;

// The main job on the sandbox: dotnet run --project samples/CsvJob [-- a CSV file]
var checkout = Checkout.Find();
var codes = Path.GetFullPath(args.Length > 0 ? args[0] : checkout.SampleCodes);
var finding = new PowerShellSearch(checkout.Root, Environment.GetEnvironmentVariable).Find();
Console.WriteLine(finding.Note);

return finding.Host is { } host
    ? ScriptRun.Run(host, checkout, codes)
    : LibraryRun.Run(checkout, codes);
