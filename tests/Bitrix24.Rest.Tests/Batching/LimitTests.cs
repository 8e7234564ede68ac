using System;
using System.Linq;
using System.Net;

namespace Bitrix24.Rest.Tests;

public sealed class LimitTests
{
    [Fact]
    public void A_refused_rate_loses_nothing_and_keeps_the_order()
    {
        using var desk = new Desk();
        desk.Send(Enumerable.Range(0, 200).Select(number => Calls.Read($"{number}")));
        foreach (var request in desk.UnderWay)
        {
            request.Answer(Answers.Error("QUERY_LIMIT_EXCEEDED"), HttpStatusCode.ServiceUnavailable);
        }

        desk.Settle(Answers.Echo);

        Assert.Equal(string.Join(' ', Enumerable.Range(0, 200)), desk.Outcomes());
        Assert.Equal((200, 200, 4, 200), (desk.Counters.Calls, desk.Counters.Succeeded, desk.Counters.Refusals, desk.Counters.Retries));
        Assert.Equal(Enumerable.Range(0, 50).Select(number => $"{number}"), desk.Network.Requests[4].Values);
    }

    [Fact]
    public void A_refused_rate_is_waited_out()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        desk.UnderWay[0].Answer(Answers.Error("QUERY_LIMIT_EXCEEDED"), HttpStatusCode.ServiceUnavailable);

        Assert.Empty(desk.UnderWay);
        Assert.Equal(HoldReason.RequestLimit, desk.Client.Dispatcher.Hold!.Reason);
        desk.Settle(Answers.Echo);
        Assert.Null(desk.Client.Dispatcher.Hold);
        Assert.Equal(1, desk.Counters.Waits);
        Assert.True(desk.Counters.WaitTime > TimeSpan.Zero);
    }

    [Fact]
    public void The_search_for_a_limit_that_was_never_met_is_no_wait_for_it()
    {
        using var desk = new Desk();
        desk.Send(Enumerable.Range(0, 1000).Select(number => Calls.Read($"{number}")));

        Assert.InRange(desk.UnderWay.Count, 1, 19);
        Assert.Null(desk.Client.Dispatcher.Hold);
        desk.Settle(Answers.Echo);
        Assert.Equal((1000L, 0L, TimeSpan.Zero), (desk.Counters.Succeeded, desk.Counters.Waits, desk.Counters.WaitTime));
    }

    [Fact]
    public void A_rate_that_is_refused_for_ever_ends_the_call_with_that_refusal()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        for (var round = 0; round < 100_000 && !desk.Pipeline.HasNext; round++)
        {
            if (desk.UnderWay is [var request])
            {
                request.Answer(Answers.Error("QUERY_LIMIT_EXCEEDED"), HttpStatusCode.ServiceUnavailable);
            }
            else
            {
                Assert.True(desk.Time.AdvanceToNextTimer());
            }
        }

        Assert.Equal("QUERY_LIMIT_EXCEEDED", desk.Outcomes());
        Assert.InRange(desk.Time.Elapsed, RetryPolicy.Default.LongestRefusal, RetryPolicy.Default.LongestRefusal + TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void A_used_up_operating_time_blocks_its_method_and_no_other_until_the_reset()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"), Calls.Change(2));
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0], value => value == "2" ? "OPERATION_TIME_LIMIT" : null));
        desk.Send(Calls.Change(3), Calls.Read("b"));

        var request = Assert.Single(desk.UnderWay);
        Assert.Equal(["b"], request.Values);
        request.Answer(Answers.Echo(request));
        Assert.Equal(HoldReason.OperatingLimit, desk.Client.Dispatcher.Hold!.Reason);
        desk.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Empty(desk.UnderWay);
        desk.Settle(Answers.Echo);

        Assert.Equal("a 2 3 b", desk.Outcomes());
        Assert.Equal((4, 4, 1), (desk.Counters.Calls, desk.Counters.Succeeded, desk.Counters.Refusals));
    }

    [Theory]
    [InlineData("\"operating_reset_at\":4102444799,")]
    [InlineData("\"operating_reset_at\":250000000000,")]
    [InlineData("\"finish\":0,\"operating_reset_at\":4102444799,")]
    [InlineData("\"finish\":4102444799,\"operating_reset_at\":0,")]
    [InlineData("")]
    public void A_portal_whose_clock_is_wrong_holds_nothing_back_for_longer_than_the_window(string fields)
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        desk.UnderWay[0].Answer($$"""{"result":"a","time":{ {{fields}} "duration":1,"operating":400} }""");
        desk.Send(Calls.Read("b"));
        desk.UnderWay[0].Answer(Answers.Error("OPERATION_TIME_LIMIT"), HttpStatusCode.TooManyRequests);
        Assert.Empty(desk.UnderWay);
        desk.Settle(Answers.Echo);

        Assert.Equal("a b", desk.Outcomes());
        Assert.InRange(desk.Time.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void A_call_that_is_too_long_for_what_is_left_waits_without_being_refused()
    {
        using var desk = new Desk();
        var slow = new RestMethod<string>("test.slow", SafetyClass.Read, TimeSpan.FromSeconds(10), result => result.Text()!);
        desk.Send(new Call<string>(slow, [new("CODE", "a")]));
        desk.Time.Advance(TimeSpan.FromSeconds(10));
        var finish = desk.Time.GetUtcNow().ToUnixTimeSeconds();
        desk.UnderWay[0].Answer($$"""{"result":"a","time":{"finish":{{finish}},"duration":10,"operating":419} }""");
        desk.Send(new Call<string>(slow, [new("CODE", "b")]));

        Assert.Empty(desk.UnderWay);
        Assert.True(desk.Client.Dispatcher.OperatingTime["test.slow"] >= TimeSpan.FromSeconds(419));
        desk.Settle(Answers.Echo);
        Assert.Equal("a b", desk.Outcomes());
        Assert.Equal(0, desk.Counters.Refusals);
        desk.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.Empty(desk.Client.Dispatcher.OperatingTime);
    }

    [Fact]
    public void A_limit_that_is_charged_to_the_batch_holds_every_method_back()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"), Calls.Read("b"));
        desk.UnderWay[0].Answer(
            """{"result":{"result":{"c0":"a","c1":"b"},"result_error":[],"result_time":[]},"time":{"duration":1,"operating":421}}""");

        Assert.Equal(["batch"], desk.Client.Dispatcher.OperatingTime.Keys);
        Assert.Equal(TimeSpan.FromSeconds(421), desk.Client.Dispatcher.OperatingTime["batch"]);
    }

    [Fact]
    public void Where_servers_fail_requests_go_one_at_a_time_and_more_with_each_answer()
    {
        using var desk = new Desk(policy: new() { OutageTimeout = TimeSpan.Zero });
        desk.Send(Enumerable.Range(0, 1000).Select(number => Calls.Read($"{number}")));
        desk.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(20, desk.UnderWay.Count);
        foreach (var request in desk.UnderWay)
        {
            request.Answer("", HttpStatusCode.BadGateway);
        }

        for (var most = 1; most <= 3; most++)
        {
            desk.Time.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal(most, desk.UnderWay.Count);
            desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        }

        desk.Settle(Answers.Echo);
        Assert.Equal(1000, desk.Counters.Succeeded);
    }

    [Fact]
    public void A_used_up_operating_time_is_told_of()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        desk.UnderWay[0].Answer(Answers.Error("OPERATION_TIME_LIMIT"), HttpStatusCode.TooManyRequests);

        Assert.Contains(
            Outages.Told(desk),
            static line => line.Text.StartsWith("test.read has used up its operating time: it waits until ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_rate_that_is_found_is_told_of()
    {
        using var desk = new Desk();
        desk.Send(Enumerable.Range(0, 4000).Select(number => Calls.Read($"{number}")));
        var (left, last) = (10.0, desk.Time.Elapsed);
        desk.Run(request =>
        {
            left = Math.Min(10, left + (2 * (desk.Time.Elapsed - last).TotalSeconds));
            last = desk.Time.Elapsed;
            if (left < 1)
            {
                request.Answer(Answers.Error("QUERY_LIMIT_EXCEEDED"), HttpStatusCode.ServiceUnavailable);
                return;
            }

            left--;
            request.Answer(Answers.Echo(request));
        });

        Assert.Contains(
            Outages.Told(desk), static line => line.Text.StartsWith("The portal lets in about ", StringComparison.Ordinal));
        Assert.Equal(4000, desk.Counters.Succeeded);
    }
}
