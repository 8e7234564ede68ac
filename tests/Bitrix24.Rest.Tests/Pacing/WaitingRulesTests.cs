using System;

namespace Bitrix24.Rest.Tests;

/// <summary>How long an outage, a silence and a refusal are waited out, to the moment.</summary>
public sealed class WaitingRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 16, 13, 0, 0, TimeSpan.Zero);
    private static readonly Bitrix24Exception Lost = Failure.Own(OwnErrorId.RequestTimeout, LocalizableText.Verbatim("x"));
    private static readonly Bitrix24Exception Unreached = Failure.Own(OwnErrorId.ConnectionFailed, LocalizableText.Verbatim("x"));
    private static readonly TimeSpan Asked = TimeSpan.FromMinutes(10);

    private readonly Outage _outage = new(RetryPolicy.Default, new Notices(), seed: 0);

    [Fact]
    public void A_server_that_asks_for_time_in_an_outage_is_given_it_until_an_outage_and_a_refusal_are_over()
    {
        _outage.Learn(Unreached, isAsk: false, Asked, Now);
        Assert.Equal(Now.AddMinutes(10), _outage.AskAt);
        Assert.False(_outage.IsOver(Now.AddMinutes(15).AddTicks(-1)));
        Assert.True(_outage.IsOver(Now.AddMinutes(15)));

        Ask(10);
        Ask(20);
        Assert.False(_outage.IsOver(Now.AddMinutes(35).AddTicks(-1)));
        Ask(30);
        Assert.Equal(Now.AddMinutes(35), _outage.AskAt);
        Assert.True(_outage.IsOver(Now.AddMinutes(35)));
        Ask(35);
        Assert.Equal(Now.AddMinutes(45), _outage.AskAt);
    }

    [Fact]
    public void Who_waits_for_an_answer_has_it_asked_sooner_and_never_later()
    {
        _outage.Learn(Unreached, isAsk: false, Asked, Now);
        _outage.Hurry(Now.AddMinutes(3));
        Assert.Equal(Now.AddMinutes(3), _outage.AskAt);
        _outage.Hurry(Now.AddMinutes(4));
        Assert.Equal(Now.AddMinutes(3), _outage.AskAt);
    }

    [Fact]
    public void A_silence_that_a_server_asks_for_is_none()
    {
        var rule = new GiveUpRule(RetryPolicy.Default, _outage);
        rule.Begin(Now);
        Assert.Null(Judge(rule, 0, Asked));
        Assert.Null(Judge(rule, 10, Asked));
        Assert.Null(Judge(rule, 20, TimeSpan.FromMinutes(-5)));
        Assert.Null(Judge(rule, 30, null));

        var end = Judge(rule, 31, null)!;
        Assert.Equal(OwnErrorId.ConnectionLost, end.Id);
        Assert.Equal("The portal has given no answer for 31 minutes. x", end.Description);
    }

    [Fact]
    public void A_method_that_has_been_free_for_half_an_hour_is_refused_anew()
    {
        Assert.True(IsGivenUp(Now.AddMinutes(31).AddTicks(-1)));
        Assert.False(IsGivenUp(Now.AddMinutes(31)));
    }

    private static bool IsGivenUp(DateTimeOffset again)
    {
        var rule = new GiveUpRule(RetryPolicy.Default, new Outage(RetryPolicy.Default, new Notices(), seed: 0));
        Assert.False(rule.Refuse("test.read", Lost, Now.AddMinutes(1), Now));
        return rule.Refuse("TEST.read", Lost, again.AddMinutes(1), again);
    }

    private static Bitrix24Exception? Judge(GiveUpRule rule, int minutes, TimeSpan? retryAfter) =>
        rule.Judge(Lost, Now.AddMinutes(minutes), retryAfter, Now.AddMinutes(minutes));

    private void Ask(int minutes) => _outage.Learn(Unreached, isAsk: true, Asked, Now.AddMinutes(minutes));
}
