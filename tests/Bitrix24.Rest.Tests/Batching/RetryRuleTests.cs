using System;

namespace Bitrix24.Rest.Tests;

public sealed class RetryRuleTests
{
    [Theory]
    [InlineData("Read", "Final", "Fail", "Fail")]
    [InlineData("Read", "RateLimit", "Again", "Again")]
    [InlineData("Read", "OperatingLimit", "Again", "Again")]
    [InlineData("Read", "NotExecuted", "AgainLater", "Fail")]
    [InlineData("Read", "Ambiguous", "AgainLater", "Fail")]
    [InlineData("Read", "Connection", "Fail", "Fail")]
    [InlineData("Converging", "Final", "Fail", "Fail")]
    [InlineData("Converging", "RateLimit", "Again", "Again")]
    [InlineData("Converging", "OperatingLimit", "Again", "Again")]
    [InlineData("Converging", "NotExecuted", "AgainLater", "Fail")]
    [InlineData("Converging", "Ambiguous", "AgainLater", "Fail")]
    [InlineData("Converging", "Connection", "Fail", "Fail")]
    [InlineData("OneShot", "Final", "Fail", "Fail")]
    [InlineData("OneShot", "RateLimit", "Again", "Again")]
    [InlineData("OneShot", "OperatingLimit", "Again", "Again")]
    [InlineData("OneShot", "NotExecuted", "AgainLater", "Fail")]
    [InlineData("OneShot", "Ambiguous", "OutcomeUnknown", "OutcomeUnknown")]
    [InlineData("OneShot", "Connection", "Fail", "Fail")]
    public void What_follows_from_a_failure(string safety, string kind, string whileLossesAreFew, string afterTheLast)
    {
        var (safetyClass, failure) = (Enum.Parse<SafetyClass>(safety), Enum.Parse<FailureKind>(kind));

        for (var losses = 1; losses <= 3; losses++)
        {
            Assert.Equal(whileLossesAreFew, RetryRule.Decide(safetyClass, failure, losses, mostLosses: 3).ToString());
        }

        Assert.Equal(afterTheLast, RetryRule.Decide(safetyClass, failure, 4, mostLosses: 3).ToString());
    }

    [Fact]
    public void The_table_above_is_whole() =>
        Assert.Equal(18, Enum.GetValues<SafetyClass>().Length * Enum.GetValues<FailureKind>().Length);

    [Theory]
    [InlineData("NotExecuted")]
    [InlineData("Ambiguous")]
    public void With_no_retries_allowed_the_first_loss_is_the_last(string kind) =>
        Assert.Equal(RetryVerdict.Fail, RetryRule.Decide(SafetyClass.Read, Enum.Parse<FailureKind>(kind), 1, mostLosses: 0));

    [Fact]
    public void A_kind_that_nobody_knows_is_never_sent_again() =>
        Assert.Equal(RetryVerdict.Fail, RetryRule.Decide(SafetyClass.Read, (FailureKind)99, 1, mostLosses: 3));
}
