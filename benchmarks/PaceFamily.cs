using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Bitrix24.Rest.Tests;
using Bitrix24.Sandbox;

namespace Benchmarks;

/// <summary>
/// The cases of the table, and a random family of limits, rates, bursts, ways, clients and part-full beginnings, the same in every
/// run.
/// </summary>
internal static class PaceFamily
{
    private const int PerKind = 100;
    private static readonly double[] Rates = [0.5, 1, 2, 5, 10, 50];
    private static readonly double[] Bursts = [5, 20, 50, 100, 250];
    private static readonly double[] Windows = [1, 1, 10, 60];
    private static readonly double[] Filled = [0, 0, 0, 0.5, 1];
    private static readonly int[] Beyond = [50, 100, 200, 400, 1000];
    private static readonly (double RoundTrip, double Work)[] Ways = [(0.001, 0.001), (0.015, 0.005), (0.06, 0.09), (0.1, 0.9), (0.1, 28)];

    public static void Print(TextWriter output)
    {
        foreach (var pace in PaceTable.All)
        {
            output.WriteLine(pace.Judge(pace.Run()).Line);
        }

        output.WriteLine();
        output.WriteLine(
            $"{"limit",-12}{"with",-10}{"runs",6}{"ratio: median",16}{"p90",8}{"worst",8}{"refused: median",18}{"p90",8}{"not done",10}");
        foreach (var kind in new[] { "bucket", "ticks", "window", "sliding", "queue", "under way" })
        {
            foreach (var with in new[] { "alone", "tenant", "two" })
            {
                PrintKind(output, kind, with);
            }
        }
    }

    private static void PrintKind(TextWriter output, string kind, string with)
    {
        var random = new Random(4242);
        var results = Enumerable.Range(0, PerKind).Select(_ => PaceRun.Run(Create(kind, with, random))).ToList();
        var ratios = results.ConvertAll(static result => result.Seconds / Math.Max(5, result.Floor)).Order().ToList();
        var refused = results.ConvertAll(static result => result.RefusedPercent).Order().ToList();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{kind,-12}{with,-10}{PerKind,6}{At(ratios, 0.5),16:0.00}{At(ratios, 0.9),8:0.00}{ratios[^1],8:0.00}"
            + $"{At(refused, 0.5),16:0.0} %{At(refused, 0.9),6:0.0} %{results.Count(static result => !result.IsDone),10}"));
    }

    private static double At(List<double> values, double part) => values[(int)Math.Min(values.Count - 1, part * values.Count)];

    private static PaceScenario Create(string kind, string with, Random random)
    {
        var (rate, burst) = (Pick(Rates), Pick(Bursts));
        var (roundTrip, work) = Pick(Ways);
        var filled = Pick(Filled);
        var seconds = Pick(Windows);
        RequestLimit limit = kind switch
        {
            "bucket" => new BucketLimit(burst, rate, random.Next(4) == 0) { Filled = filled },
            "ticks" =>
                new BucketLimit(Math.Max(burst, rate), rate, random.Next(4) == 0)
                {
                    Filled = filled,
                    InWholeSeconds = true,
                    Phase = random.NextDouble(),
                },
            "window" => new WindowLimit(Math.Max(5, rate * seconds), seconds) { Phase = random.NextDouble() },
            "sliding" => new WindowLimit(Math.Max(5, rate * seconds), seconds, IsSliding: true),
            "queue" => new QueueLimit(rate, burst),
            _ => new UnderWayLimit(Math.Min(50, burst)),
        };
        limit = limit with { Refusal = random.Next(2) == 0 ? RefusalForm.QueryLimitExceeded : RefusalForm.RetryAfterSeconds };
        var requests = (kind is "bucket" or "ticks" ? (int)(burst * (1 - filled)) : 0) + Pick(Beyond);
        return new PaceScenario
        {
            Limit = limit,
            Requests = requests,
            Seed = random.Next(100_000),
            RoundTrip = roundTrip,
            Work = kind == "under way" ? Math.Max(0.3, Math.Min(1, work)) : work,
            Tenant = with == "tenant" && kind is not ("queue" or "under way") ? 0.3 : 0,
            Clients = with == "two" ? 2 : 1,
            Later = random.Next(2) == 0 ? 0 : 30,
        };

        T Pick<T>(T[] values) => values[random.Next(values.Length)];
    }
}
