using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace Bitrix24.Rest.Tests;

/// <summary>Whose turn it is of several connections that wait for one chat, and what becomes of a turn that is not taken.</summary>
public sealed class ChatTurnTests : IDisposable
{
    private readonly Desk _one = new();
    private readonly Desk _other;
    private readonly Desk _third;

    public ChatTurnTests() => (_other, _third) = (new(beside: _one), new(beside: _one));

    public void Dispose()
    {
        _one.Dispose();
        _other.Dispose();
        _third.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Who_goes_away_instead_of_taking_its_turn_lets_the_next_one_go_at_once(bool isLeft)
    {
        GiveTurnToOneThatIsCutOff();
        if (isLeft)
        {
            _other.Pipeline.Leave(new Heir());
        }
        else
        {
            _other.Pipeline.Withdraw();
        }

        Assert.Equal(["1"], Assert.Single(_third.UnderWay).Values);
    }

    [Fact]
    public void Who_missed_its_turn_goes_when_it_can_and_the_chat_is_free()
    {
        GiveTurnToOneThatIsCutOff();
        _other.UnderWay[0].Break(Outages.Unreached());
        _one.Time.Advance(SharedChats.LongestTurn);
        Echo(_third);
        _third.Send(Calls.Change(2));
        Echo(_third);
        Assert.Equal(0, _one.Portal.Chats.Count);
        Assert.True(Outages.AdvanceToRequest(_other));
        Echo(_other);

        Assert.Equal(["a", "1"], Assert.Single(_other.UnderWay).Values.Order().Reverse());
        _other.Settle(Answers.Echo);
        Assert.Equal("1 a", _other.Outcomes());
    }

    [Fact]
    public void A_call_for_a_chat_whose_rest_is_over_shares_the_request_of_others()
    {
        _one.Send(Calls.Once(1));
        _one.UnderWay[0].Answer("", HttpStatusCode.BadGateway);
        _one.Time.Advance(TimeSpan.FromMinutes(1));
        _third.Send(Calls.Change(1), Calls.Change(2));

        Assert.Equal(["1", "2"], Assert.Single(_third.UnderWay).Values);
    }

    [Fact]
    public void The_chat_that_is_free_first_is_not_held_up_by_one_that_rests_longer()
    {
        _one.Send(Calls.OnChat(Slow(seconds: 20), 1));
        _one.Send(Calls.OnChat(Slow(seconds: 10), 2));
        foreach (var request in _one.UnderWay)
        {
            request.Answer("", HttpStatusCode.BadGateway);
        }

        _other.Send(Calls.Change(1), Calls.Change(2));
        _one.Time.Advance(TimeSpan.FromSeconds(22));
        Assert.Equal(["2"], Assert.Single(_other.UnderWay).Values);
    }

    [Fact]
    public void A_connection_is_woken_once_for_each_thing_that_is_new_for_it()
    {
        var chats = _one.Portal.Chats;
        var woken = 0;
        var (holder, waiting, elsewhere) = (new PortalSharer(), new PortalSharer(), new PortalSharer());
        waiting.OnWake(() => woken++);
        List<Call> request = [Calls.Change(1)];
        List<Call> another = [Calls.Change(2)];
        Assert.True(chats.TryTake(1, request, holder, out _));
        Assert.True(chats.TryTake(2, another, holder, out _));
        Assert.False(chats.TryTake(1, [], waiting, out _));
        Assert.False(chats.TryTake(2, [], elsewhere, out _));
        chats.Free(request, _one.Time.GetUtcNow());
        chats.WakeOthers();
        Assert.Equal(1, woken);

        chats.Free(another, _one.Time.GetUtcNow());
        chats.WakeOthers();
        Assert.Equal(1, woken);
    }

    private static RestMethod<string> Slow(int seconds) =>
        new($"test.slow{seconds}", SafetyClass.OneShot, TimeSpan.FromSeconds(seconds), static result => result.Text()!);

    private static void Echo(Desk desk) => desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));

    /// <summary>The second of three has the turn in a chat, and does not reach the portal; the third one waits for the chat too.</summary>
    private void GiveTurnToOneThatIsCutOff()
    {
        _one.Send(Calls.Change(1));
        _other.Send(Calls.Change(1));
        _third.Send(Calls.Change(1));
        _other.Send(Calls.Read("a"));
        _other.UnderWay[0].Break(Outages.Unreached());
        Assert.True(Assert.Single(_other.UnderWay).IsAsk);
        Echo(_one);
        Assert.Empty(_third.UnderWay);
    }
}
