using System.Collections.Generic;
using System.Threading.Tasks;
using Xunit.Abstractions;

namespace Net472;

/// <summary>Keeps the test cases that xUnit finds.</summary>
internal sealed class CaseSink : LongLivedMarshalByRefObject, IMessageSink
{
    private readonly TaskCompletionSource<IReadOnlyList<ITestCase>> _found = new();
    private readonly List<ITestCase> _cases = [];

    public Task<IReadOnlyList<ITestCase>> Found => _found.Task;

    public bool OnMessage(IMessageSinkMessage message)
    {
        switch (message)
        {
            case ITestCaseDiscoveryMessage found:
                _cases.Add(found.TestCase);
                break;
            case IDiscoveryCompleteMessage:
                _found.SetResult(_cases);
                break;
        }

        return true;
    }
}
