using System;
using System.Linq;
using LocalPrograms;
using OpenLines.Tests.Outside;

namespace OpenLines.Tests.Mono;

/// <summary>The bridge itself.</summary>
public sealed class MonoSuiteTests
{
    [Fact]
    public void Without_Mono_every_test_is_skipped_with_the_reason()
    {
        var outcome = new MonoSuite(Checkout.Find(), static name => name == MonoSearch.Variable ? "none" : null).Run();

        Assert.Equal("OPENLINES_MONO is none.", outcome.Origin);
        Assert.All(
            outcome.Results, static test => Assert.Equal((OutsideResult.Skipped, "OPENLINES_MONO is none."), (test.Result, test.Message)));
        var names = outcome.Results.Select(static test => test.Name).ToList();
        Assert.Contains("Bitrix24.Rest.Tests.ExchangeTests.A_good_answer_is_a_result", names, StringComparer.Ordinal);
        Assert.Contains(
            "Bitrix24.Rest.Tests.RedactionTests.What_a_terminal_would_obey_or_hide_is_made_visible", names, StringComparer.Ordinal);
        Assert.Contains("Net472.AssemblyResolverTests.A_newer_version_is_not_answered", names, StringComparer.Ordinal);
    }
}
