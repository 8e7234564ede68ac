using System;
using System.ComponentModel;
using System.Threading;
using System.Threading.Tasks;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace OpenLines.Tests.Outside;

/// <summary>Runs the suite of another runner once and reports each of its tests to xUnit under its own name.</summary>
public sealed class OutsideSuiteTestCase : XunitTestCase
{
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Called by the de-serializer")]
    public OutsideSuiteTestCase()
    {
    }

    public OutsideSuiteTestCase(IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(diagnostics, display, options, method)
    {
    }

    /// <summary>What the results are called by: the method's name.</summary>
    private string Label => TestMethod.Method.Name;

    public override async Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink,
        IMessageBus messageBus,
        object[] constructorArguments,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource)
    {
        var suite = (IOutsideSuite)Activator.CreateInstance(TestMethod.TestClass.Class.ToRuntimeType())!;
        var outcome = await Task.Run(suite.Run);
        diagnosticMessageSink.OnMessage(new DiagnosticMessage($"{Label} tests: {outcome.Origin}"));
        var summary = new RunSummary();
        foreach (var result in outcome.Results)
        {
            if (!Report(result, outcome.Origin, messageBus))
            {
                await cancellationTokenSource.CancelAsync();
            }

            var seconds = (decimal)result.Seconds;
            summary.Aggregate(
                new()
                {
                    Total = 1,
                    Failed = result.Result == OutsideResult.Failed ? 1 : 0,
                    Skipped = result.Result == OutsideResult.Skipped ? 1 : 0,
                    Time = seconds,
                });
        }

        return summary;
    }

    private bool Report(OutsideTest entry, string origin, IMessageBus bus)
    {
        var test = new XunitTest(this, $"{Label} {entry}");
        var seconds = (decimal)entry.Seconds;
        var message = entry.Message ?? "";
        IMessageSinkMessage result = entry.Result switch
        {
            OutsideResult.Passed => new TestPassed(test, seconds, origin),
            OutsideResult.Skipped => new TestSkipped(test, message),
            _ => new TestFailed(test, seconds, origin, [Label], [message], [""], [-1]),
        };
        return bus.QueueMessage(new TestStarting(test))
            & bus.QueueMessage(result)
            & bus.QueueMessage(new TestFinished(test, seconds, origin));
    }
}
