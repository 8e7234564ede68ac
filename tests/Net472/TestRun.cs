using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Net472;

/// <summary>
/// All tests of this assembly, run once by xUnit itself. Those that are not for Mono are skipped with the reason, in Mono only.
/// </summary>
internal static class TestRun
{
    /// <summary>The trait of a test that is not for Mono; its value tells why.</summary>
    private const string NotInMono = nameof(NotInMono);

    private static readonly bool IsMono = Type.GetType("Mono.Runtime") is not null;

    public static async Task<IReadOnlyList<TestResult>> RunAsync(Func<string, bool> isWanted)
    {
        var assembly = typeof(TestRun).Assembly;
        var options = new DefaultOptions();
        using var framework = new XunitTestFramework(new Xunit.Sdk.NullMessageSink());
        using var discoverer = framework.GetDiscoverer(Reflector.Wrap(assembly));
        var found = new CaseSink();
        discoverer.Find(includeSourceInformation: false, found, options);
        var cases = (await found.Found).Where(test => isWanted(test.DisplayName)).ToLookup(static test => ReasonToSkip(test) is null);

        using var executor = framework.GetExecutor(assembly.GetName());
        var results = new ResultSink();
        executor.RunTests(cases[true], results, options);
        return
        [
            .. await results.Done,
            .. cases[false].Select(static test => new TestResult(test.DisplayName, "Skipped", Message: ReasonToSkip(test))),
        ];
    }

    private static string? ReasonToSkip(ITestCase test) =>
        IsMono && test.Traits.TryGetValue(NotInMono, out var reasons) ? string.Join(" ", reasons) : null;
}
