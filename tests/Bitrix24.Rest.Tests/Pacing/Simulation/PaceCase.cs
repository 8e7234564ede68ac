using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Bitrix24.Rest.Tests;

/// <summary>A case of the table: the same limit and job with several latencies, phases and seeds.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Create">Makes the scenario of a run; the argument goes from 0 to 1 and is where in its first second or window the limit
/// begins.</param>
/// <param name="Reach">What is demanded.</param>
internal sealed record PaceCase(string Name, Func<double, PaceScenario> Create, PaceReach Reach)
{
    public const int Runs = 8;

    private const double GoldenSection = 0.618034;

    // The worst of eight runs is a matter of luck: by so much it may be worse than what is demanded.
    private const double RatioOfLuck = 0.06;
    private const double PercentOfLuck = 2;

    private static readonly (double RoundTrip, double Work)[] Latencies = [(0.002, 0.002), (0.015, 0.005), (0.06, 0.09), (0.1, 0.9)];

    /// <summary>The way and the work, where the case has ones of its own.</summary>
    public (double RoundTrip, double Work)? Latency { get; init; }

    public IReadOnlyList<PaceResult> Run(int runs = Runs) => [.. Enumerable.Range(0, runs).Select(RunOne)];

    /// <summary>One of the runs, by its number.</summary>
    public PaceResult RunOne(int index)
    {
        var (roundTrip, work) = Latency ?? Latencies[index % Latencies.Length];
        var scenario = Create(((index * GoldenSection) + 0.11) % 1);
        return PaceRun.Run(scenario with { Seed = (index * 13) + 5, RoundTrip = roundTrip, Work = work });
    }

    /// <summary>What all runs together took, as a line of the record.</summary>
    public string Record(IReadOnlyList<PaceResult> results)
    {
        var seconds = results.Sum(static one => one.Seconds);
        var (sent, refused) = (results.Sum(static one => one.Sent), results.Sum(static one => one.Refused));
        var others = results.Sum(static one => one.TenantRefusedPercent);
        var most = results.Max(static one => one.MostUnderWay);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Name}: {seconds:0.000} s, {sent} sent, {refused} refused, {others:0.00} % of others, at most {most} under way");
    }

    /// <summary>A line of the table, and where it misses the reach.</summary>
    public (string Line, IReadOnlyList<string> Missed) Judge(IReadOnlyList<PaceResult> results)
    {
        var missed = new List<string>();
        if (results.Any(static result => !result.IsDone))
        {
            missed.Add("not done");
        }

        var line = string.Create(CultureInfo.InvariantCulture, $"{Name,-44}");
        if (double.IsInfinity(Reach.SecondsOver))
        {
            Check("ratio", result => result.Ratio, Reach.Ratio, "0.00", "", Reach.WorstRatio, RatioOfLuck);
        }
        else
        {
            Check("over", result => result.Seconds - result.Floor, Reach.SecondsOver, "0.00", " s");
        }

        Check("refused", result => result.RefusedPercent, Reach.Refused, "0.0", " %", Reach.WorstRefused, PercentOfLuck);
        if (results[0].Shares > 1)
        {
            Check("shares", result => result.Shares, Reach.Shares, "0.00");
        }

        if (Reach.TenantRefused < 100)
        {
            Check("tenant", result => result.TenantRefusedPercent, Reach.TenantRefused, "0.0", " %");
        }

        if (!double.IsInfinity(Reach.SecondJob))
        {
            Check("second job", result => result.SecondJobSeconds, Reach.SecondJob, "0.00", " s");
        }

        return (line, missed);

        void Check(
            string what,
            Func<PaceResult, double> of,
            double reach,
            string format,
            string unit = "",
            double worstReach = double.PositiveInfinity,
            double luck = 0)
        {
            var values = results.Select(of).OrderBy(static value => value).ToList();
            var (median, worst) = ((values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2, values[^1]);
            var isMissed = median > reach || worst > worstReach + luck;
            var text = string.Create(
                CultureInfo.InvariantCulture, $"{what} {Text(median)}{unit} ({Text(worst)}) of {Text(reach)} ({Text(worstReach)})");
            line += $" | {text}{(isMissed ? " MISSED" : "")}";
            if (isMissed)
            {
                missed.Add(text);
            }

            string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        }
    }
}
