using static Bitrix24.Rest.Tests.Outages;

namespace Bitrix24.Rest.Tests;

/// <summary>Who only wants to know whether the portal answers does not wait until it does.</summary>
public sealed class OutageCheckTests
{
    [Fact]
    public void A_check_of_the_connection_fails_after_its_own_tries()
    {
        using var desk = new Desk();
        var check = new Call<string>(Calls.ReadMethod, [new("CODE", "x")]) { IsCheck = true, Setbacks = new() { Losses = 2 } };
        desk.Send(check);
        desk.Run(static request => request.Break(Unreached()));

        Assert.Equal("ConnectionFailed", desk.Outcomes());
        Assert.InRange(desk.Time.Elapsed.TotalSeconds, 0.8, 1.3);
        Assert.DoesNotContain(Told(desk), static line => line.IsWarning);
        Assert.Null(desk.Client.Dispatcher.End);
    }

    [Fact]
    public void A_check_in_the_middle_of_it_asks_at_once_and_what_waits_goes_on_waiting()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        desk.UnderWay[0].Break(Unreached());
        for (var ask = 0; ask < 6; ask++)
        {
            Assert.True(AdvanceToRequest(desk));
            desk.UnderWay[0].Break(Unreached());
        }

        var other = new CallSequence<int>(desk.Client.Dispatcher);
        var check = new Call<string>(Calls.ReadMethod, [new("CODE", "x")]) { IsCheck = true };
        other.Add(0, check);
        other.Flush();
        Assert.True(Assert.Single(desk.UnderWay).IsAsk);
        desk.UnderWay[0].Break(Unreached());

        Assert.Equal("ConnectionFailed", check.Error!.Id);
        Assert.False(desk.Pipeline.HasNext);
        desk.Settle(Answers.Echo);
        Assert.Equal("a", desk.Outcomes());
    }

    [Fact]
    public void A_check_that_finds_the_portal_back_lets_everything_go_on()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        desk.UnderWay[0].Break(Unreached());
        AdvanceToRequest(desk);
        desk.UnderWay[0].Break(Unreached());
        desk.Send(new Call<string>(Calls.ReadMethod, [new("CODE", "x")]) { IsCheck = true });
        var before = desk.Time.Elapsed;
        while (desk.UnderWay.Count > 0)
        {
            desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        }

        Assert.Equal("a x", desk.Outcomes());
        Assert.Equal(before, desk.Time.Elapsed);
    }
}
