using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading.Tasks;
using Xunit.Abstractions;

namespace Net472;

/// <summary>Keeps the result of every test. What breaks outside of a test is a failure too.</summary>
internal sealed class ResultSink : LongLivedMarshalByRefObject, IMessageSink
{
    private readonly TaskCompletionSource<IReadOnlyCollection<TestResult>> _done = new();
    private readonly ConcurrentQueue<TestResult> _results = new();

    public Task<IReadOnlyCollection<TestResult>> Done => _done.Task;

    public bool OnMessage(IMessageSinkMessage message)
    {
        switch (message)
        {
            case ITestPassed passed:
                _results.Enqueue(new(passed.Test.DisplayName, "Passed", passed.ExecutionTime));
                break;
            case ITestSkipped skipped:
                _results.Enqueue(new(skipped.Test.DisplayName, "Skipped", Message: skipped.Reason));
                break;
            case ITestFailed failed:
                _results.Enqueue(new(failed.Test.DisplayName, "Failed", failed.ExecutionTime, Text(failed)));
                break;
            case IFailureInformation broken:
                _results.Enqueue(new($"({broken.GetType().Name})", "Failed", Message: Text(broken)));
                break;
            case ITestAssemblyFinished:
                _done.SetResult(_results);
                break;
        }

        return true;
    }

    private static string Text(IFailureInformation failure)
    {
        var lines = new List<string>();
        for (var i = 0; i < failure.Messages.Length; i++)
        {
            lines.Add($"{failure.ExceptionTypes[i]}: {failure.Messages[i]}");
            lines.Add(failure.StackTraces[i] ?? "");
        }

        return string.Join("\n", lines);
    }
}
