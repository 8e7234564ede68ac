using System;
using System.Linq;
using System.Net;

namespace Bitrix24.Rest.Tests;

/// <summary>What follows for the calls of one request, and for those beside them.</summary>
public sealed class SettlementTests
{
    [Fact]
    public void A_call_that_never_gets_through_where_others_do_is_tried_for_as_long_as_an_outage_and_a_refusal_may_last()
    {
        using var desk = new Desk();
        var call = Calls.Once(1, new HaltGroup());
        desk.Send(call);
        while (!call.HasOutcome && desk.Time.Elapsed < TimeSpan.FromHours(1))
        {
            if (desk.UnderWay.FirstOrDefault(static request => request.IsAsk || request.Values[0] == "a") is { } other)
            {
                other.Answer(Answers.Echo(other));
                continue;
            }

            desk.Time.Advance(TimeSpan.FromSeconds(30));
            desk.UnderWay[0].Break(Outages.Unreached());
            desk.Send(new Call<string>(Calls.ReadMethod, [new("CODE", "a")]) { IsCheck = true });
        }

        Assert.Equal(OwnErrorId.ConnectionFailed, call.Error!.Id);
        Assert.InRange(desk.Time.Elapsed, TimeSpan.FromMinutes(35), TimeSpan.FromMinutes(37));
        Assert.Null(desk.Client.Dispatcher.End);
    }

    [Fact]
    public void Only_of_what_goes_again_it_is_told_that_it_does()
    {
        using var desk = new Desk();
        desk.Send(Calls.Once(1));
        desk.UnderWay[0].Answer("", HttpStatusCode.InternalServerError);
        Assert.Empty(Outages.Told(desk));

        desk.Send(Calls.Read("a"), Calls.Once(2));
        desk.UnderWay[0].Answer("", HttpStatusCode.InternalServerError);
        var line = Outages.Told(desk)[0].Text;
        Assert.StartsWith("A request with 2 calls was lost (", line, StringComparison.Ordinal);
        Assert.EndsWith(" 1 of them go again.", line, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_refused_for_its_operating_time_does_not_wait_for_what_was_lost_with_it()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"), Calls.Read("b"), new Call<string>(Calls.OtherReadMethod, [new("CODE", "c")]));
        var now = $"{desk.Time.GetUtcNow().ToUnixTimeSeconds()}";
        desk.UnderWay[0].Answer("""
            {"result":{"result":{"c0":"a"},"result_error":{"c1":{"error":"OPERATION_TIME_LIMIT"}},
            "result_time":{"c0":{"finish":NOW,"duration":0.1,"operating":1,"operating_reset_at":NOW.5}}}}
            """.Replace("NOW", now, StringComparison.Ordinal));

        Assert.True(Outages.AdvanceToRequest(desk));
        Assert.Equal(TimeSpan.FromSeconds(0.5), desk.Time.Elapsed);
        Assert.Equal(["b"], Assert.Single(desk.UnderWay).Values);
        desk.Settle(Answers.Echo);
        Assert.Equal("a b c", desk.Outcomes());
    }

    [Fact]
    public void A_call_that_ends_the_connection_ends_it_whatever_the_answer_says_of_those_behind_it()
    {
        using var desk = new Desk();
        desk.Send(Calls.Change(1));
        desk.UnderWay[0].Answer(Answers.Error("ERROR_METHOD_NOT_FOUND"), HttpStatusCode.NotFound);
        desk.Send(Calls.Change(2), Calls.Read("a"), Calls.Read("b"));
        desk.Send(Calls.Read("c"));
        desk.UnderWay[0].Answer(Answers.Batch("""{"c1":"a"}""", """{"c0":{"error":"INVALID_CREDENTIALS"}}"""));

        Assert.Equal("INVALID_CREDENTIALS", desk.Client.Dispatcher.End!.Id);
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        Assert.Equal("ERROR_METHOD_NOT_FOUND INVALID_CREDENTIALS a INVALID_CREDENTIALS c", desk.Outcomes());
    }

    [Fact]
    public void What_would_go_again_ends_with_what_its_own_answer_says_of_the_connection()
    {
        using var desk = new Desk();
        desk.Send(Calls.Change(1));
        desk.UnderWay[0].Answer(Answers.Error("ERROR_METHOD_NOT_FOUND"), HttpStatusCode.NotFound);
        desk.Send(Calls.Change(2), Calls.Read("a"));
        var answered = desk.UnderWay[0];
        desk.Client.Dispatcher.Close(Failure.Own(OwnErrorId.Disconnected, LocalizableText.Verbatim("x")));
        answered.Answer(Answers.Batch("[]", """{"c0":{"error":"INVALID_CREDENTIALS"}}"""));

        Assert.Equal("ERROR_METHOD_NOT_FOUND INVALID_CREDENTIALS INVALID_CREDENTIALS", desk.Outcomes());
        Assert.Equal(OwnErrorId.Disconnected, desk.Client.Dispatcher.End!.Id);
    }

    [Fact]
    public void A_method_that_is_given_up_takes_none_of_another_method_along()
    {
        using var desk = new Desk(policy: new() { RequestTimeout = TimeSpan.FromHours(1) });
        desk.Send(Calls.Once(1));
        desk.Send(Calls.Once(1), Calls.Change(2));
        while (desk.Counters.Failed == 0)
        {
            if (desk.UnderWay is [_, var refused])
            {
                refused.Answer(Answers.Error("OPERATION_TIME_LIMIT"), HttpStatusCode.TooManyRequests);
            }
            else
            {
                Assert.True(desk.Time.AdvanceToNextTimer());
            }
        }

        desk.Settle(Answers.Echo);
        Assert.Equal("1 1 OPERATION_TIME_LIMIT", desk.Outcomes());
    }

    [Fact]
    public void Of_a_method_that_a_batch_may_not_call_it_is_told_that_one_call_goes_alone()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"), Calls.Read("b"));
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0], static _ => "insufficient_scope"));

        var line = Assert.Single(Outages.Told(desk));
        Assert.False(line.IsWarning);
        Assert.StartsWith("Calls of test.read were refused in a batch (", line.Text, StringComparison.Ordinal);
        Assert.EndsWith("). One goes alone, to see whether that is true.", line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_leaves_and_what_comes_is_counted_in_bytes_and_a_new_address_costs_the_request_twice()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        var (first, answer) = (desk.UnderWay[0], """{"result":"a"}""");
        first.Answer(answer);
        Assert.Equal((first.Body.GetRawText().Length, (long)answer.Length), (desk.Counters.BytesSent, desk.Counters.BytesReceived));

        desk.Send(Calls.Read("b"));
        var moved = new System.Net.Http.HttpResponseMessage(HttpStatusCode.Found);
        moved.Headers.Location = new Uri("https://renamed.bitrix24.com/");
        var second = desk.UnderWay[0];
        second.Answer(moved);
        desk.UnderWay[0].Answer(answer);
        Assert.Equal(
            (first.Body.GetRawText().Length + (2L * second.Body.GetRawText().Length), 2L * answer.Length),
            (desk.Counters.BytesSent, desk.Counters.BytesReceived));
    }

    [Fact]
    public void What_is_withdrawn_when_it_has_ended_and_is_about_to_be_told_so_is_counted_once()
    {
        using var desk = new Desk();
        var beside = new CallSequence<int>(desk.Client.Dispatcher) { Thread = desk.Pipeline.Thread };
        var (one, other) = (Calls.Read("a"), Calls.Read("b"));
        beside.Add(0, other);
        desk.Send(one);
        one.Owner = new Listener(beside.Withdraw);
        other.Owner = new Listener(desk.Pipeline.Withdraw);
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));

        Assert.Equal("a b", $"{one.Result} {other.Result}");
        Assert.Null(one.Error ?? other.Error);
        Assert.Equal((2, 2, 0), (desk.Counters.Calls, desk.Counters.Succeeded, desk.Counters.Abandoned));
    }

    [Fact]
    public void A_call_that_cannot_be_written_leaves_its_chat_to_others()
    {
        using var desk = new Desk();
        desk.Send(new Call<string>(Calls.ChangeMethod, [new("CHAT_ID", "x", ParameterKind.Number)], 1));
        desk.Send(Calls.Change(1));
        desk.Settle(Answers.Echo);

        Assert.Equal("UnexpectedFault 1", desk.Outcomes());
        Assert.Equal((2, 1, 1), (desk.Counters.Calls, desk.Counters.Failed, desk.Counters.Succeeded));
    }

    [Fact]
    public void Who_fails_when_he_is_told_an_end_stops_no_run()
    {
        using var desk = new Desk();
        var haltGroup = new HaltGroup();
        var first = Calls.Change(1, haltGroup);
        desk.Send(first, Calls.Change(2, haltGroup));
        first.Owner = new Listener(static () => throw new InvalidOperationException());
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        desk.Send(Calls.Change(3, haltGroup));
        desk.Settle(Answers.Echo);

        Assert.Equal("1 UnexpectedFault 3", desk.Outcomes());
    }

    private sealed class Listener(Action onCompleted) : ICallOwner
    {
        public PipelineThread Thread => PipelineThread.None;

        public void OnCompleted(Call call) => onCompleted();
    }
}
