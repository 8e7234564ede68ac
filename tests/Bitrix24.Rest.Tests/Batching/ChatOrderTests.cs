using System;
using System.Linq;
using System.Net;

namespace Bitrix24.Rest.Tests;

public sealed class ChatOrderTests
{
    [Fact]
    public void Calls_for_one_chat_keep_their_order_in_one_request()
    {
        using var desk = new Desk();
        desk.Send(Calls.Change(1), Calls.OnChat(Calls.OneShotMethod, 1), Calls.Change(1));

        Assert.Equal(
            ["test.change?CHAT_ID=1", "test.once?CHAT_ID=1", "test.change?CHAT_ID=1"],
            Assert.Single(desk.Network.Requests).Commands.Select(command => command.Value));
    }

    [Fact]
    public void Calls_for_one_chat_are_never_in_two_requests_at_once()
    {
        using var desk = new Desk();
        desk.Send(Calls.Change(1));
        desk.Send(Calls.Change(1), Calls.Change(2));

        Assert.Equal(["1", "2"], desk.Network.Requests.Select(request => string.Join(' ', request.Values)));
        desk.UnderWay[1].Answer(Answers.Echo(desk.UnderWay[1]));
        Assert.Equal(2, desk.Network.Requests.Count);

        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        desk.Settle(Answers.Echo);
        Assert.Equal(["1", "2", "1"], desk.Network.Requests.Select(request => string.Join(' ', request.Values)));
        Assert.Equal("1 1 2", desk.Outcomes());
    }

    [Fact]
    public void Calls_that_change_nothing_do_not_wait_for_a_chat()
    {
        using var desk = new Desk();
        var read = new RestMethod<string>("test.get", SafetyClass.Read, TimeSpan.Zero, result => result.Text()!);
        desk.Send(Calls.OnChat(read, 1));
        desk.Send(Calls.OnChat(read, 1));

        Assert.Equal(2, desk.UnderWay.Count);
    }

    [Fact]
    public void A_chat_whose_request_was_lost_is_free_for_the_calls_behind_it_only_after_it_came_back()
    {
        using var desk = new Desk();
        desk.Send(Calls.Change(1));
        desk.Send(Calls.OnChat(Calls.OneShotMethod, 1));
        desk.UnderWay[0].Answer("", HttpStatusCode.InternalServerError);
        desk.Settle(Answers.Echo);

        Assert.All(desk.Network.Requests, request => Assert.InRange(request.Calls, 1, 2));
        Assert.Equal("1 1", desk.Outcomes());
    }

    [Fact]
    public void A_lost_request_may_still_be_at_work_so_its_chats_are_free_only_after_that()
    {
        using var desk = new Desk();
        var slow = new RestMethod<string>("test.slow", SafetyClass.Converging, TimeSpan.FromSeconds(0.5), result => result.Text()!);
        desk.Send(Enumerable.Range(1, 20).Select(chat => Calls.OnChat(slow, chat)));
        desk.UnderWay[0].Answer("", HttpStatusCode.InternalServerError);
        desk.Send(Calls.Change(1), Calls.Change(30));

        Assert.Equal(["30"], desk.UnderWay[0].Values);
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        desk.Time.Advance(TimeSpan.FromSeconds(21.9));
        Assert.Empty(desk.UnderWay);
        desk.Settle(Answers.Echo);

        Assert.Equal(string.Join(' ', Enumerable.Range(1, 20)) + " 1 30", desk.Outcomes());
        Assert.Equal(Enumerable.Range(1, 10).Select(chat => $"{chat}"), desk.Network.Requests[2].Values);
        Assert.Equal(TimeSpan.FromSeconds(22), desk.Time.Elapsed);
    }

    [Fact]
    public void Work_that_took_longer_than_it_was_given_goes_again_only_when_the_portal_has_cut_it()
    {
        using var desk = new Desk(policy: new() { RequestTimeout = TimeSpan.FromSeconds(1) });
        desk.Send(Calls.Change(1));
        desk.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Single(desk.Network.Requests);

        desk.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, desk.Network.Requests.Count);
    }

    [Fact]
    public void What_is_never_sent_again_leaves_its_chat_at_rest_too()
    {
        using var desk = new Desk();
        var once = new RestMethod<string>("test.slowly", SafetyClass.OneShot, TimeSpan.FromSeconds(10), result => result.Text()!);
        desk.Send(Calls.OnChat(once, 1));
        desk.UnderWay[0].Answer("", HttpStatusCode.InternalServerError);
        desk.Send(Calls.Change(1));
        Assert.Empty(desk.UnderWay);
        Assert.Equal(HoldReason.Chat, desk.Client.Dispatcher.Hold!.Reason);
        desk.Settle(Answers.Echo);

        Assert.Equal("OutcomeUnknown 1", desk.Outcomes());
        Assert.Equal(TimeSpan.FromSeconds(22), desk.Time.Elapsed);
    }

    [Fact]
    public void A_chat_at_rest_is_not_waited_for_by_what_is_withdrawn()
    {
        using var desk = new Desk();
        var other = new CallSequence<int>(desk.Client.Dispatcher);
        desk.Send(Calls.Change(1));
        desk.UnderWay[0].Answer("", HttpStatusCode.InternalServerError);
        other.Add(0, Calls.Change(1));
        other.Flush();
        desk.Pipeline.Withdraw();
        desk.Time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(["1"], Assert.Single(desk.UnderWay).Values);
    }

    [Fact]
    public void A_halting_run_waits_for_the_chats_of_others_and_they_for_its()
    {
        using var desk = new Desk();
        desk.Send(Calls.Change(1));
        desk.Send(Calls.Change(1));
        desk.Send(Calls.Change(1, new HaltGroup()), Calls.Change(1));
        Assert.Single(desk.UnderWay);

        var most = 0;
        desk.Settle(request =>
        {
            most = Math.Max(most, desk.UnderWay.Count);
            return Answers.Echo(request);
        });

        Assert.Equal(1, most);
        Assert.Equal("1 1 1 1", desk.Outcomes());
        Assert.Equal(4, desk.Counters.Succeeded);
    }

    [Fact]
    public void Two_halting_runs_do_not_meet_in_one_chat()
    {
        using var desk = new Desk();
        desk.Send(Calls.Change(1, new HaltGroup()));
        desk.Send(Calls.Change(1, new HaltGroup()));
        Assert.Single(desk.UnderWay);

        desk.Settle(Answers.Echo);
        Assert.Equal("1 1", desk.Outcomes());
    }
}
