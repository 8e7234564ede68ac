using System;
using System.ComponentModel;
using System.Threading;
using System.Threading.Tasks;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace OpenLines.Tests.Pester;

/// <summary>Runs the Pester suite once and reports every Pester test to xUnit under its own name.</summary>
public sealed class PesterSuiteTestCase : XunitTestCase
{
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Called by the de-serializer")]
    public PesterSuiteTestCase()
    {
    }

    public PesterSuiteTestCase(IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(diagnostics, display, options, method)
    {
    }

    public override async Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink,
        IMessageBus messageBus,
        object[] constructorArguments,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource)
    {
        var outcome = await Task.Run(PesterSuite.RunOwn);
        diagnosticMessageSink.OnMessage(new DiagnosticMessage("Pester tests: " + outcome.Origin));
        var summary = new RunSummary();
        foreach (var result in outcome.Results)
        {
            if (!Report(result, outcome.Origin, messageBus))
            {
                await cancellationTokenSource.CancelAsync();
            }

            var seconds = (decimal)result.Seconds;
            summary.Aggregate(new() { Total = 1, Failed = result.Result == PesterResult.Failed ? 1 : 0, Skipped = result.Result == PesterResult.Skipped ? 1 : 0, Time = seconds });
        }

        return summary;
    }

    private bool Report(PesterEntry entry, string origin, IMessageBus bus)
    {
        var test = new XunitTest(this, $"Pester {entry.File}: {entry.Name}");
        var seconds = (decimal)entry.Seconds;
        var message = entry.Message ?? "";
        IMessageSinkMessage result = entry.Result switch
        {
            PesterResult.Passed => new TestPassed(test, seconds, origin),
            PesterResult.Skipped => new TestSkipped(test, message),
            _ => new TestFailed(test, seconds, origin, ["Pester"], [message], [""], [-1]),
        };
        return bus.QueueMessage(new TestStarting(test))
            & bus.QueueMessage(result)
            & bus.QueueMessage(new TestFinished(test, seconds, origin));
    }
}
