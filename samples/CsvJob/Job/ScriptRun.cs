using System.Diagnostics;
using LocalPrograms;

namespace CsvJob.Job;

/// <summary>The job as a user's script does it, with the module.</summary>
internal static class ScriptRun
{
    public static JobExit Run(PowerShellHost host, Checkout checkout, string codes)
    {
        var start = host.Describe(checkout.SampleScript, ["-Path", codes, "-OutputFolder", checkout.JobOutput, "-Sandbox"], checkout.Root);
        using var script = Process.Start(start)!;
        script.WaitForExit();
        return (JobExit)script.ExitCode;
    }
}
