using System;

namespace Bitrix24.Rest.Tests;

public sealed class OutcomeRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 16, 13, 0, 0, TimeSpan.Zero);
    private static readonly RetryPolicy Policy = new() { MaximumRetryCount = 3 };
    private static readonly LocalizableText X = LocalizableText.Verbatim("x");

    [Theory]
    [InlineData("Read", "Final", "End", "End")]
    [InlineData("Read", "RateLimit", "Again", "Again")]
    [InlineData("Read", "OperatingLimit", "Again", "Again")]
    [InlineData("Read", "SignIn", "Again", "Again")]
    [InlineData("Read", "NotExecuted", "AgainLater", "End")]
    [InlineData("Read", "Ambiguous", "AgainLater", "End")]
    [InlineData("Read", "Connection", "End", "End")]
    [InlineData("Converging", "Final", "End", "End")]
    [InlineData("Converging", "RateLimit", "Again", "Again")]
    [InlineData("Converging", "OperatingLimit", "Again", "Again")]
    [InlineData("Converging", "SignIn", "Again", "Again")]
    [InlineData("Converging", "NotExecuted", "AgainLater", "End")]
    [InlineData("Converging", "Ambiguous", "AgainLater", "End")]
    [InlineData("Converging", "Connection", "End", "End")]
    [InlineData("OneShot", "Final", "End", "End")]
    [InlineData("OneShot", "RateLimit", "Again", "Again")]
    [InlineData("OneShot", "OperatingLimit", "Again", "Again")]
    [InlineData("OneShot", "SignIn", "Again", "Again")]
    [InlineData("OneShot", "NotExecuted", "AgainLater", "End")]
    [InlineData("OneShot", "Ambiguous", "OutcomeUnknown", "OutcomeUnknown")]
    [InlineData("OneShot", "Connection", "End", "End")]
    public void What_follows_from_a_failure(string safety, string kind, string whileLossesAreFew, string afterTheLast)
    {
        var (safetyClass, failure) = (Enum.Parse<SafetyClass>(safety), Enum.Parse<FailureKind>(kind));

        for (var losses = 0; losses < 3; losses++)
        {
            Assert.Equal(whileLossesAreFew, Judge(safetyClass, failure, losses));
        }

        Assert.Equal(afterTheLast, Judge(safetyClass, failure, 3));
    }

    [Fact]
    public void The_table_above_is_whole() =>
        Assert.Equal(21, Enum.GetValues<SafetyClass>().Length * Enum.GetValues<FailureKind>().Length);

    [Theory]
    [InlineData("NotExecuted")]
    [InlineData("Ambiguous")]
    public void With_no_retries_allowed_the_first_loss_is_the_last(string kind) =>
        Assert.Equal("End", Judge(SafetyClass.Read, Enum.Parse<FailureKind>(kind), losses: 0, new() { MaximumRetryCount = 0 }));

    [Theory]
    [InlineData("Read", false)]
    [InlineData("Converging", true)]
    public void Of_what_only_reads_nobody_is_told_that_it_may_have_been_carried_out(string safety, bool isTold)
    {
        var broken = Failure.Own(OwnErrorId.ConnectionFailed, LocalizableText.Verbatim("It broke.")).As(FailureKind.Ambiguous);
        var call = new Call<int>(new("a", Enum.Parse<SafetyClass>(safety), TimeSpan.Zero, static _ => 0), []);
        var verdict = new OutcomeRule(new() { MaximumRetryCount = 0 }, seed: 1).Judge(call, broken, isGivenUp: false, default, Now);

        Assert.Equal(NextStep.End, verdict.Next);
        Assert.Equal(isTold, verdict.Error!.Row.Advice.Contains("may have carried it out", StringComparison.Ordinal));
    }

    [Fact]
    public void A_kind_that_nobody_knows_is_never_sent_again() =>
        Assert.Equal("End", Judge(SafetyClass.Read, (FailureKind)99, losses: 0));

    [Fact]
    public void A_result_ends_its_call_without_an_error() =>
        Assert.Equal(new CallVerdict(NextStep.End, null), Rule().Judge(Calls.Once(1), null, isGivenUp: false, default, Now));

    [Theory]
    [InlineData(null, false, "Again")]
    [InlineData(30, false, "Again")]
    [InlineData(31, false, "End")]
    [InlineData(null, true, "End")]
    public void A_call_that_is_refused_goes_again_until_half_an_hour_is_over_or_its_method_is_given_up(
        int? refusedForMinutes, bool isGivenUp, string expected)
    {
        var call = Calls.Read("a");
        call.Setbacks = new() { RefusedSince = Now - (refusedForMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null) };

        var verdict = Rule().Judge(call, Error(FailureKind.OperatingLimit), isGivenUp, default, Now);

        Assert.Equal(expected, verdict.Next.ToString());
        Assert.Equal("InvalidResponse", verdict.Error!.Id);
    }

    [Theory]
    [InlineData("End", false, "End NotRun")]
    [InlineData("End", true, "End OutcomeUnknown")]
    [InlineData("Again", false, "Again NotRun")]
    [InlineData("AgainLater", false, "Again NotRun")]
    [InlineData("AgainLater", true, "Again NotRun")]
    [InlineData("AgainAlone", false, "AgainAlone NotRun")]
    public void What_a_halting_batch_did_not_run_follows_the_call_that_stopped_it(string before, bool mayHaveRun, string expected)
    {
        var call = Calls.Once(1);
        call.Setbacks = new() { MayHaveRun = mayHaveRun };
        var notRun = Failure.Own(OwnErrorId.NotRun, X);

        var verdict = Rule().Judge(
            call, notRun, isGivenUp: false, new(Enum.Parse<NextStep>(before), Error(FailureKind.Final)), Now);

        Assert.Equal(expected, $"{verdict.Next} {verdict.Error!.Id}");
        Assert.Equal(verdict.Error.Id == OwnErrorId.NotRun, verdict.Error == notRun);
    }

    [Theory]
    [InlineData(false, false, "NotRun: Not sent, because a call before it failed.")]
    [InlineData(true, false, "NotRun: Not sent, because the pipeline ended before.")]
    [InlineData(false, true, "OutcomeUnknown: Its request was lost, and it was not sent again because a call before it failed.")]
    [InlineData(true, true, "OutcomeUnknown: Its request was lost, and it was not sent again because the pipeline ended before.")]
    public void A_call_that_goes_no_more_says_why(bool isLeft, bool mayHaveRun, string expected)
    {
        var call = Calls.Once(1);
        call.Setbacks = new() { MayHaveRun = mayHaveRun };
        if (isLeft)
        {
            call.MarkLeft();
        }

        var error = OutcomeRule.NotRun(call);

        Assert.Equal(expected, $"{error.Id}: {error.Description}");
    }

    [Fact]
    public void Only_who_may_do_a_thing_twice_is_advised_to_do_it_again()
    {
        var (change, once) = (Calls.Change(1), Calls.Once(1));
        change.Setbacks = once.Setbacks = new() { MayHaveRun = true };
        const string Again = "Run it again: where it was done, that leaves things as they are.";

        Assert.Contains(Again, OutcomeRule.NotRun(change).Row.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain(Again, OutcomeRule.NotRun(once).Row.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_whose_outcome_nobody_knows_says_so_and_why()
    {
        var error = Rule().Judge(Calls.Once(1), Error(FailureKind.Ambiguous), isGivenUp: false, default, Now).Error!;

        Assert.Equal(("OutcomeUnknown", "It is not known whether it was done. x"), (error.Id, error.Description));
    }

    [Theory]
    [InlineData(null, 0, "Again")]
    [InlineData(35, 0, "Again")]
    [InlineData(35, 1, "End")]
    public void A_call_that_no_connection_can_be_made_for_goes_again_for_as_long_as_an_outage_and_a_refusal_may_last(
        int? minutes, long ticks, string expected)
    {
        var call = Calls.Once(1);
        call.Setbacks = new() { UnreachedSince = minutes is { } waited ? Now.AddMinutes(-waited).AddTicks(-ticks) : null };

        var verdict = Rule().Judge(call, Failure.Own(OwnErrorId.ConnectionFailed, X), isGivenUp: false, default, Now);

        Assert.Equal(expected, verdict.Next.ToString());
    }

    [Theory]
    [InlineData(0, 0.8, 1.2)]
    [InlineData(1, 1.6, 2.4)]
    [InlineData(9, 24, 36)]
    public void What_is_lost_goes_again_after_a_delay_that_doubles(int losses, double least, double most)
    {
        var call = Calls.Read("a");
        call.Setbacks = new() { Losses = losses };
        using var request = new BatchRequest([Calls.Read("b"), call], haltGroup: null) { SentAt = Now };

        var times = Rule().WhenLost(request, Error(FailureKind.Ambiguous), retryAfter: null, Now);

        Assert.InRange((times.RetryAt - Now).TotalSeconds, least, most);
        Assert.Equal(Now, times.ChatsRestUntil);
    }

    [Theory]
    [InlineData(40, 40)]
    [InlineData(7200, 600)]
    public void A_server_that_asks_for_time_is_given_it_within_bounds(int asked, int expected)
    {
        using var request = new BatchRequest([Calls.Change(1)], haltGroup: null) { SentAt = Now };

        var times = Rule().WhenLost(request, Error(FailureKind.NotExecuted), TimeSpan.FromSeconds(asked), Now);

        Assert.Equal(new LossTimes(Now.AddSeconds(expected), Now), times);
    }

    [Fact]
    public void Chats_rest_as_long_as_a_lost_request_may_be_at_work_in_them_and_until_it_goes_again()
    {
        using var request = new BatchRequest([Calls.Change(1)], haltGroup: null) { SentAt = Now };
        var slow = Failure.Own(OwnErrorId.RequestTimeout, X);

        var broken = Rule().WhenLost(request, Error(FailureKind.Ambiguous), TimeSpan.FromSeconds(1), Now);
        var timedOut = Rule().WhenLost(request, slow, TimeSpan.FromSeconds(1), Now);
        var late = Rule().WhenLost(request, slow, TimeSpan.FromSeconds(1), Now.AddMinutes(5));

        Assert.Equal(new LossTimes(Now.AddSeconds(2), Now.AddSeconds(2)), broken);
        Assert.Equal(new LossTimes(Now.AddSeconds(60), Now.AddSeconds(60)), timedOut);
        Assert.Equal(new LossTimes(Now.AddSeconds(301), Now.AddSeconds(301)), late);
    }

    [Fact]
    public void A_request_that_was_cut_short_because_nobody_wants_it_was_not_slow()
    {
        using var request = new BatchRequest([Calls.Change(1)], haltGroup: null) { SentAt = Now, Awaited = 0 };

        var times = Rule().WhenLost(request, Failure.Own(OwnErrorId.RequestTimeout, X), TimeSpan.FromSeconds(1), Now);

        Assert.Equal(Now.AddSeconds(2), times.ChatsRestUntil);
    }

    private static OutcomeRule Rule(RetryPolicy? policy = null) => new(policy ?? Policy, seed: 0);

    private static string Judge(SafetyClass safety, FailureKind kind, int losses, RetryPolicy? policy = null)
    {
        var method = safety switch
        {
            SafetyClass.Read => Calls.ReadMethod,
            SafetyClass.Converging => Calls.ChangeMethod,
            _ => Calls.OneShotMethod,
        };
        var call = Calls.OnChat(method, 1);
        call.Setbacks = new() { Losses = losses };
        var verdict = Rule(policy).Judge(call, Error(kind), isGivenUp: false, default, Now);
        return verdict.Error!.IsOwn(OwnErrorId.OutcomeUnknown) ? "OutcomeUnknown" : verdict.Next.ToString();
    }

    private static Bitrix24Exception Error(FailureKind kind) => Failure.Own(OwnErrorId.InvalidResponse, X).As(kind);
}
