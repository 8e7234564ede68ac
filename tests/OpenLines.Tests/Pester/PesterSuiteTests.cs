using System;
using System.Linq;
using LocalPrograms;
using OpenLines.Tests.Outside;

namespace OpenLines.Tests.Pester;

/// <summary>The bridge itself, on Pester files that are made for the purpose.</summary>
public sealed class PesterSuiteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_PowerShell_every_test_is_skipped_with_the_reason()
    {
        _folder.Write("One.Tests.ps1", """
            Describe 'A' {
                It 'is first' { }
                It -Name "isn't second" -ForEach 1, 2 { }
            }
            """);
        _folder.Write("Two.Tests.ps1", "# Nothing is found in it.");

        var outcome = RunWithoutPowerShell(ci: null);

        Assert.Equal(["is first", "isn't second", "(file)"], outcome.Results.Select(static entry => entry.Name), StringComparer.Ordinal);
        Assert.All(outcome.Results, static entry => Assert.Equal(OutsideResult.Skipped, entry.Result));
        Assert.All(outcome.Results, static entry => Assert.Contains("OPENLINES_PWSH", entry.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_check_that_relies_on_the_suite_fails_without_PowerShell()
    {
        _folder.Write("One.Tests.ps1", "It 'is first' { }");

        var outcome = RunWithoutPowerShell(ci: "true");

        Assert.Equal(
            ["is first: Skipped", "(suite) runs: Failed"],
            outcome.Results.Select(static entry => $"{entry.Name}: {entry.Result}"),
            StringComparer.Ordinal);
        Assert.Contains("OPENLINES_PWSH", outcome.Results[1].Message, StringComparison.Ordinal);
    }

    [PowerShellFact]
    public void Every_outcome_keeps_its_name_and_its_reason()
    {
        _folder.Write("Mixed.Tests.ps1", """
            Describe 'Outer' {
                Context 'inner' {
                    It 'passes for <_>' -ForEach 1, 2 { $_ | Should -BeGreaterThan 0 }
                    It 'fails' { 1 | Should -Be 2 }
                    It 'is skipped' -Skip { }
                    It 'gives up' { Set-ItResult -Inconclusive -Because 'of the weather' }
                }
            }
            """);

        var outcome = Run();

        Assert.StartsWith("PowerShell 7.", outcome.Origin, StringComparison.Ordinal);
        Assert.Contains(", Pester 5.", outcome.Origin, StringComparison.Ordinal);
        Assert.Equal(
            [
                "Outer.inner.passes for 1: Passed", "Outer.inner.passes for 2: Passed", "Outer.inner.fails: Failed",
                "Outer.inner.is skipped: Skipped", "Outer.inner.gives up: Skipped",
            ],
            outcome.Results.Select(static entry => $"{entry.Name}: {entry.Result}"),
            StringComparer.Ordinal);
        Assert.Contains("Expected 2, but got 1", outcome.Results[2].Message, StringComparison.Ordinal);
        Assert.Contains("of the weather", outcome.Results[4].Message, StringComparison.Ordinal);
    }

    [PowerShellFact]
    public void What_breaks_outside_a_test_is_a_failure()
    {
        _folder.Write("Before.Tests.ps1", "Describe 'Before' { BeforeAll { throw 'no ground' }; It 'never runs' { } }");
        _folder.Write("After.Tests.ps1", "Describe 'After' { AfterAll { throw 'no end' }; It 'passes' { } }");
        _folder.Write("Broken.Tests.ps1", "Describe 'Broken' {");
        _folder.Write("Discovery.Tests.ps1", "throw 'lost'");
        _folder.Write("Empty.Tests.ps1", "Describe 'Empty' { }");

        var results = Run().Results;

        foreach (var file in new[] { "Before", "After", "Broken", "Discovery", "Empty" })
        {
            Assert.Contains(results, entry => entry.File == file + ".Tests.ps1" && entry.Result == OutsideResult.Failed);
        }
    }

    [PowerShellFact]
    public void A_suite_that_ends_the_process_is_a_failure()
    {
        _folder.Write("Exit.Tests.ps1", "Describe 'Exit' { It 'ends all' { [Environment]::Exit(3) } }");

        var entry = Assert.Single(Run().Results);

        Assert.Equal(OutsideResult.Failed, entry.Result);
        Assert.Contains("Exit code 3", entry.Message, StringComparison.Ordinal);
    }

    [PowerShellFact]
    public void A_folder_without_tests_is_a_failure() => Assert.Equal(OutsideResult.Failed, Assert.Single(Run().Results).Result);

    private OutsideOutcome Run() => Run(Environment.GetEnvironmentVariable);

    private OutsideOutcome RunWithoutPowerShell(string? ci) => Run(name => name switch
    {
        PowerShellSearch.Variable => "none",
        "CI" => ci,
        _ => Environment.GetEnvironmentVariable(name),
    });

    private OutsideOutcome Run(Func<string, string?> environment) =>
        new PesterSuite(Checkout.Find(), Checkout.Find().Module, _folder.Path, environment).Run();
}
