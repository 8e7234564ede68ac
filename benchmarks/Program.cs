using System;
using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Benchmarks;

/// <summary>
/// Without arguments, or with those of BenchmarkDotNet: the hot paths. With <c>floor WEBHOOK COUNT</c>: the fastest way to send that many
/// codes to a portal, in milliseconds. With <c>pace</c>: how near to the
/// floor of all kinds of request limits the client comes, in virtual time.
/// </summary>
internal static class Program
{
    private const int Repeats = 5;

    public static int Main(string[] arguments)
    {
        if (arguments is ["floor", var webhook, var count])
        {
            using var floor = new Floor(webhook);
            var best = floor.Best(int.Parse(count, CultureInfo.InvariantCulture), Repeats);
            Console.Out.WriteLine(best.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture));
            return 0;
        }

        if (arguments is ["pace", ..])
        {
            PaceFamily.Print(Console.Out);
            return 0;
        }

        // In this process: a benchmark project that is generated elsewhere would not see the internals.
        // What is not optimised is the engine's reference assembly, which nothing here runs.
        var config = DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .WithOptions(ConfigOptions.DisableOptimizationsValidator);
        BenchmarkSwitcher.FromTypes([typeof(HotPaths)]).Run(arguments is [] ? ["--filter", "*"] : arguments, config);
        return 0;
    }
}
