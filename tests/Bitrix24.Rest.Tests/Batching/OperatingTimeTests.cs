using System;
using System.Linq;

namespace Bitrix24.Rest.Tests;

/// <summary>What is held back for the operating time of a method or of batches, and how much work one request takes.</summary>
public sealed class OperatingTimeTests
{
    private static readonly RestMethod<string> SlowMethod =
        new("test.slow", SafetyClass.Read, TimeSpan.FromSeconds(10), static result => result.Text()!);

    private static readonly RestMethod<string> OtherSlowMethod =
        new("test.slow.other", SafetyClass.Read, TimeSpan.FromSeconds(10), static result => result.Text()!);

    private static readonly RestMethod<string> InstantMethod =
        new("test.instant", SafetyClass.Read, TimeSpan.Zero, static result => result.Text()!);

    [Fact]
    public void Where_the_operating_time_of_batches_is_used_up_all_waits_but_what_somebody_waits_for_and_that_goes_alone()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"), Calls.Read("b"));
        desk.UnderWay[0].Answer(
            """{"result":{"result":{"c0":"a","c1":"b"},"result_error":[],"result_time":[]},"time":{"operating":421}}""");
        desk.Send(Slow("c"), Slow("d"));
        Assert.Empty(desk.UnderWay);
        Assert.Equal(HoldReason.OperatingLimit, desk.Client.Dispatcher.Hold!.Reason);

        desk.Send(Check(OtherSlowMethod, "e"), Check(OtherSlowMethod, "f"));
        Assert.Equal(["e", "f"], desk.UnderWay.Select(static request => Assert.Single(request.Values)));
        desk.Settle(Answers.Echo);

        Assert.Equal("a b c d e f", desk.Outcomes());
        Assert.Equal(TimeSpan.FromMinutes(10), desk.Time.Elapsed);
    }

    [Fact]
    public void What_somebody_waits_for_takes_others_along_where_they_are_quick()
    {
        using var desk = new Desk();
        desk.Send(new Call<string>(Calls.OtherReadMethod, [new("CODE", "a")]), Check(Calls.ReadMethod, "b"), Check(Calls.ReadMethod, "c"));
        Assert.Equal(["b", "c", "a"], Assert.Single(desk.UnderWay).Values);
        desk.Settle(Answers.Echo);
        Assert.Equal("a b c", desk.Outcomes());
    }

    [Fact]
    public void What_somebody_waits_for_does_not_wait_for_others_that_are_slow()
    {
        using var desk = new Desk();
        desk.Send(Slow("a"), Check(Calls.ReadMethod, "b"));
        Assert.Equal(["b", "a"], desk.UnderWay.Select(static request => Assert.Single(request.Values)));
        desk.Settle(Answers.Echo);
        Assert.Equal("a b", desk.Outcomes());
    }

    [Fact]
    public void A_request_takes_half_a_minute_of_work_and_no_more()
    {
        using var desk = new Desk();
        desk.Send(new Call<string>(InstantMethod, [new("CODE", "a")]), Slow("b"), Slow("c"), Slow("d"), Slow("e"));

        Assert.Equal(["a b c d", "e"], desk.Network.Requests.Select(static request => string.Join(' ', request.Values)));
    }

    [Fact]
    public void What_has_come_back_is_not_held_against_the_next()
    {
        using var desk = new Desk();
        desk.Send(Slow("first"));
        desk.Time.Advance(TimeSpan.FromSeconds(10));
        desk.UnderWay[0].Answer("""{"result":"first","time":{"duration":10,"operating":10}}""");
        for (var number = 0; number < 60; number++)
        {
            desk.Send(Slow($"{number}"));
            desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        }

        Assert.Equal(TimeSpan.FromSeconds(10), desk.Time.Elapsed);
        Assert.Equal(61, desk.Counters.Succeeded);
    }

    [Fact]
    public void A_call_whose_next_try_comes_first_does_not_wait_for_a_method_that_is_held_back()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"), Calls.Change(2));
        desk.UnderWay[0].Answer(Answers.Batch("[]", """{"c1":{"error":"OPERATION_TIME_LIMIT"}}"""));

        Assert.True(Outages.AdvanceToRequest(desk));
        Assert.Equal(["a"], Assert.Single(desk.UnderWay).Values);
        Assert.InRange(desk.Time.Elapsed.TotalSeconds, 0.8, 1.2);
    }

    private static Call<string> Slow(string code) => new(SlowMethod, [new("CODE", code)]);

    private static Call<string> Check(RestMethod<string> method, string code) => new(method, [new("CODE", code)]) { IsCheck = true };

    [Fact]
    public void An_answer_in_between_says_that_a_method_was_not_refused_all_the_time()
    {
        using var desk = new Desk();
        var refusedUntil = TimeSpan.FromMinutes(20);
        for (var chat = 1; chat <= 2; chat++)
        {
            desk.Send(Calls.Change(chat));
            desk.Run(request => request.Answer(
                desk.Time.Elapsed < refusedUntil ? Answers.Error("OPERATION_TIME_LIMIT") : Answers.Echo(request)));
            refusedUntil = desk.Time.Elapsed + TimeSpan.FromMinutes(20);
        }

        Assert.Equal("1 2", desk.Outcomes());
    }
}
