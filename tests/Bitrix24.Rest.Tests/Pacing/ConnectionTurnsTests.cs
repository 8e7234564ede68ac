using System;
using Portal;

namespace Bitrix24.Rest.Tests;

/// <summary>Whose turn it is of the connections of one process that wait for the leave to send.</summary>
public sealed class ConnectionTurnsTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly VirtualTime _time = new();
    private readonly PortalSharer _one = new();
    private readonly PortalSharer _other = new();
    private readonly ConnectionTurns _turns;

    public ConnectionTurnsTests()
    {
        _turns = new ConnectionTurns(new SteadyClock(_time));
    }

    [Fact]
    public void The_one_that_has_waited_the_longest_goes_first()
    {
        Refuse(_one, isUrgent: false);
        Refuse(_other, isUrgent: false);
        _time.Advance(Second);

        Assert.False(Asks(_other, isUrgent: false));
        Assert.True(Asks(_one, isUrgent: false));
        _turns.Give(_one, isUrgent: false);
        Assert.True(Asks(_other, isUrgent: false));
        Assert.False(Asks(_one, isUrgent: false));
    }

    [Fact]
    public void What_is_urgent_goes_before_what_has_waited_longer()
    {
        Refuse(_one, isUrgent: false);
        Refuse(_other, isUrgent: true);
        _time.Advance(Second);

        Assert.False(Asks(_one, isUrgent: false));
        Assert.True(Asks(_other, isUrgent: true));
    }

    [Fact]
    public void What_is_urgent_goes_not_twice_in_a_row_where_something_else_waits()
    {
        _turns.Ask(_one, isUrgent: true, 1);
        _turns.Give(_one, isUrgent: true);
        Assert.True(_turns.WasUrgent);

        Refuse(_one, isUrgent: true);
        Refuse(_other, isUrgent: false);
        _time.Advance(Second);
        Assert.False(Asks(_one, isUrgent: true));
        Assert.True(Asks(_other, isUrgent: false));

        _turns.Give(_other, isUrgent: false);
        Assert.False(_turns.WasUrgent);
        Assert.False(Asks(_other, isUrgent: false));
        Assert.True(Asks(_one, isUrgent: true));
    }

    [Fact]
    public void What_is_urgent_goes_again_and_again_where_nothing_else_waits()
    {
        for (var number = 0; number < 3; number++)
        {
            Assert.True(Asks(_one, isUrgent: true));
            _turns.Give(_one, isUrgent: true);
        }
    }

    [Fact]
    public void One_that_does_not_come_when_it_could_go_is_waited_for_a_quarter_of_a_second()
    {
        Refuse(_one, isUrgent: true);
        _time.Advance(Second + ExactTime.OfSeconds(0.24));
        Assert.False(Asks(_other, isUrgent: false));

        _time.Advance(ExactTime.OfSeconds(0.02));
        Assert.True(Asks(_other, isUrgent: false));
        Assert.Equal(1, _turns.Waiting);
    }

    [Fact]
    public void One_that_could_not_go_yet_holds_up_nobody()
    {
        Refuse(_one, isUrgent: true);
        _time.Advance(ExactTime.OfSeconds(0.98));
        Assert.True(Asks(_other, isUrgent: false));

        _time.Advance(ExactTime.OfSeconds(0.015));
        Assert.False(Asks(_other, isUrgent: false));
    }

    [Fact]
    public void One_that_has_left_holds_up_nobody()
    {
        Refuse(_one, isUrgent: true);
        _time.Advance(Second);
        Assert.False(Asks(_other, isUrgent: false));

        _turns.Leave(_one);
        Assert.True(Asks(_other, isUrgent: false));
    }

    [Fact]
    public void What_waits_in_all_of_them_counts()
    {
        _turns.Ask(_one, isUrgent: false, 7);
        _turns.Ask(_other, isUrgent: false, 2);
        Assert.Equal(9, _turns.Waiting);

        _turns.Ask(_one, isUrgent: false, 3);
        Assert.Equal(5, _turns.Waiting);

        _turns.Give(_other, isUrgent: false);
        Assert.Equal(3, _turns.Waiting);
    }

    private void Refuse(PortalSharer sharer, bool isUrgent)
    {
        _turns.Ask(sharer, isUrgent, 1);
        _turns.Wait(sharer, Second);
    }

    private bool Asks(PortalSharer sharer, bool isUrgent)
    {
        _turns.Ask(sharer, isUrgent, 1);
        return _turns.IsOf(sharer);
    }
}
