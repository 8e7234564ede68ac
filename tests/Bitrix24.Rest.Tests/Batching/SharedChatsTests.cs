using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;

namespace Bitrix24.Rest.Tests;

/// <summary>Chats are the portal's: what holds for two requests of one connection holds for those of two.</summary>
public sealed class SharedChatsTests : IDisposable
{
    private readonly Desk _one = new();
    private readonly Desk _other;

    public SharedChatsTests() => _other = new(beside: _one);

    public void Dispose()
    {
        _one.Dispose();
        _other.Dispose();
    }

    [Fact]
    public void A_chat_is_not_in_requests_of_two_connections_at_once()
    {
        _one.Send(Calls.Change(1));
        _other.Send(Calls.Change(1), Calls.Change(2));
        Assert.Equal(["2"], Assert.Single(_other.UnderWay).Values);

        Echo(_one);
        Assert.Equal(["2", "1"], _other.Network.Requests.SelectMany(request => request.Values));
        Settle();
        Assert.Equal("1 2", _other.Outcomes());
        NothingIsHeld();
    }

    [Fact]
    public void Two_portals_do_not_have_chats_in_common()
    {
        using var elsewhere = new Desk();
        _one.Send(Calls.Change(1));
        elsewhere.Send(Calls.Change(1));

        Assert.Single(elsewhere.UnderWay);
    }

    [Fact]
    public void After_a_lost_answer_it_is_free_for_nobody_before_the_work_must_be_over()
    {
        _one.Send(Calls.OnChat(Slow(SafetyClass.OneShot), 1));
        _one.UnderWay[0].Answer("", HttpStatusCode.BadGateway);
        Assert.Equal("OutcomeUnknown", _one.Outcomes());

        _other.Send(Calls.Change(1));
        Assert.Equal(HoldReason.Chat, _other.Client.Dispatcher.Hold!.Reason);
        _one.Time.Advance(TimeSpan.FromSeconds(21.9));
        Assert.Empty(_other.UnderWay);

        _one.Time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Single(_other.UnderWay);
    }

    [Fact]
    public void That_is_so_for_a_connection_that_waits_already_and_when_the_other_one_is_closed_meanwhile()
    {
        _one.Send(Calls.OnChat(Slow(SafetyClass.Converging), 1));
        _other.Send(Calls.Change(1));
        _one.Dispose();
        _one.UnderWay[0].Break(new HttpRequestException("Disposed."));
        Assert.Equal("Disconnected", _one.Outcomes());
        _one.Time.Advance(TimeSpan.FromSeconds(21.9));
        Assert.Empty(_other.UnderWay);

        _one.Time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Single(_other.UnderWay);
        Settle();
        NothingIsHeld();
    }

    [Fact]
    public void A_connection_that_is_closed_keeps_its_chats_until_its_requests_are_over()
    {
        _one.Send(Calls.Change(1));
        _other.Send(Calls.Change(1));
        _one.Client.Dispatcher.Close(Failure.Own(OwnErrorId.Disconnected, LocalizableText.Verbatim("The connection is closed.")));
        Assert.Empty(_other.UnderWay);

        Echo(_one);
        Assert.Single(_other.UnderWay);
    }

    [Fact]
    public void Whoever_waits_longest_is_next_and_who_just_had_it_is_last()
    {
        using var third = new Desk(beside: _one);
        var order = new List<string>();
        _one.Send(Calls.Change(1));
        _one.Send(Calls.Change(1));
        _other.Send(Calls.Change(1));
        _other.Send(Calls.Change(1));
        third.Send(Calls.Change(1));
        for (var round = 0; round < 4; round++)
        {
            _one.Send(Calls.Change(1));
            foreach (var (name, desk) in new[] { ("one", _one), ("other", _other), ("third", third) })
            {
                if (desk.UnderWay.Count > 0)
                {
                    order.Add(name);
                    Echo(desk);
                    break;
                }
            }
        }

        Assert.Equal(["one", "one", "other", "third"], order);
    }

    [Fact]
    public void Who_goes_away_while_it_waits_holds_up_nobody()
    {
        using var third = new Desk(beside: _one);
        using var fourth = new Desk(beside: _one);
        _one.Send(Calls.Change(1));
        _other.Send(Calls.Change(1));
        third.Send(Calls.Change(1));
        fourth.Send(Calls.Change(1));
        _other.Pipeline.Withdraw();
        third.Client.Dispatcher.Close(Failure.Own(OwnErrorId.Disconnected, LocalizableText.Verbatim("The connection is closed.")));
        Echo(_one);

        Assert.Empty(_other.Network.Requests);
        Assert.Empty(third.Network.Requests);
        Assert.Single(fourth.UnderWay);
        Settle(fourth);
        NothingIsHeld();
    }

    [Fact]
    public void Who_goes_away_when_it_is_its_turn_gives_it_to_the_next()
    {
        using var third = new Desk(beside: _one);
        _one.Send(Calls.Change(1));
        _other.Send(Calls.Change(1));
        third.Send(Calls.Change(1));

        // The portal lets nobody send for a while: so the turn is given and not taken.
        Refuse();
        Echo(_one);
        Assert.Empty(_other.UnderWay);
        _other.Pipeline.Withdraw();
        _one.Time.Advance(TimeSpan.FromSeconds(3));

        Assert.Empty(_other.Network.Requests);
        Assert.Equal(["1"], Assert.Single(third.UnderWay).Values);
    }

    [Fact]
    public void A_turn_that_is_not_taken_is_not_waited_for_for_ever()
    {
        var halting = new HaltGroup();
        _one.Send(Calls.Change(1));

        // Behind its own request that does not end, a halting run cannot take its turn.
        _other.Send(Calls.Change(2, halting));
        _other.Send(Calls.Change(1, halting));
        using var third = new Desk(beside: _one);
        third.Send(Calls.Change(2));
        third.Send(Calls.Change(1));
        Assert.Empty(third.UnderWay);
        Echo(_one);
        _one.Time.Advance(SharedChats.LongestTurn + SharedChats.LongestTurn);

        Assert.Equal(["1"], Assert.Single(third.UnderWay).Values);
    }

    [Fact]
    public void A_halting_run_keeps_its_order_behind_a_chat_of_another_connection()
    {
        var halting = new HaltGroup();
        _one.Send(Calls.Change(2));
        _other.Send(Calls.Change(1, halting), Calls.Change(2, halting), Calls.Change(3, halting));
        Assert.Equal(["1"], Assert.Single(_other.UnderWay).Values);
        Echo(_other);
        Assert.Empty(_other.UnderWay);

        Echo(_one);
        Assert.Equal(["2", "3"], Assert.Single(_other.UnderWay).Values);
    }

    [Fact]
    public void What_waits_for_a_chat_elsewhere_holds_up_nothing_else_and_goes_together()
    {
        _one.Send(Enumerable.Range(1, 30).Select(static chat => Calls.Change(chat)));
        _other.Send(Enumerable.Range(1, 49).Select(static chat => Calls.Change(chat)));

        Assert.Equal(Enumerable.Range(31, 19).Select(static chat => $"{chat}"), Assert.Single(_other.UnderWay).Values);
        Echo(_one);
        Assert.Equal(Enumerable.Range(1, 30).Select(static chat => $"{chat}"), _other.UnderWay[1].Values);
        Settle();
        Assert.Equal(49, _other.Counters.Succeeded);
        NothingIsHeld();
    }

    [Fact]
    public void Nothing_is_kept_of_a_chat_whose_rest_is_over()
    {
        _one.Send(Enumerable.Range(1, 50).Select(static chat => Calls.Once(chat)));
        _one.UnderWay[0].Answer("", HttpStatusCode.BadGateway);
        Assert.Equal(50, _one.Portal.Chats.Count);
        _one.Time.Advance(TimeSpan.FromMinutes(1));

        _other.Send(Calls.Change(51));
        Settle();
        NothingIsHeld();
    }

    [Fact]
    public void Many_connections_on_few_chats_all_come_to_their_end()
    {
        var desks = Enumerable.Range(0, 8).Select(_ => new Desk(beside: _one)).ToList();
        desks.ForEach(static desk => desk.Send(Enumerable.Range(0, 200).Select(static number => Calls.Change(1 + (number % 7)))));

        var most = 0;
        while (desks.Find(static desk => desk.UnderWay.Count > 0) is { } busy)
        {
            most = Math.Max(most, desks.SelectMany(static desk => desk.UnderWay).SelectMany(static request => request.Values.Distinct())
                .CountBy(static chat => chat).Max(static pair => pair.Value));
            Echo(busy);
        }

        Assert.Equal(1, most);
        Assert.All(desks, static desk => Assert.Equal(200, desk.Counters.Succeeded));
        NothingIsHeld();
        desks.ForEach(static desk => desk.Dispose());
    }

    private static RestMethod<string> Slow(SafetyClass safety) =>
        new("test.slow", safety, TimeSpan.FromSeconds(10), static result => result.Text()!);

    private static void Echo(Desk desk) => desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));

    /// <summary>The portal refuses a request for its rate.</summary>
    private void Refuse()
    {
        using var refused = new Desk(beside: _one);
        refused.Send(Calls.Read("a"));
        var response = ScriptedHandler.Json(Answers.Error("QUERY_LIMIT_EXCEEDED"), HttpStatusCode.ServiceUnavailable);
        response.Headers.Add("Retry-After", "2");
        refused.UnderWay[0].Answer(response);
    }

    private void Settle(params Desk[] others)
    {
        foreach (var desk in new[] { _one, _other }.Concat(others))
        {
            desk.Settle(Answers.Echo);
        }
    }

    private void NothingIsHeld() => Assert.Equal(0, _one.Portal.Chats.Count);
}
