using System.Linq;

namespace Bitrix24.Rest.Tests;

/// <summary>A call that is refused without a code that says why: a look at what it was to change finds it out.</summary>
public sealed class InquiryTests
{
    [Fact]
    public void What_the_look_finds_wrong_is_the_error()
    {
        using var desk = new Desk();
        desk.Send(Inquiring(1, "NotVerified"));
        desk.Settle(static request => Answers.Echo(request, static value => value == "1" ? "" : null));

        Assert.Equal("NotVerified", desk.Outcomes());
        Assert.Equal(["1", "look"], desk.Network.Requests.SelectMany(static request => request.Values));
    }

    [Fact]
    public void A_look_that_finds_nothing_wrong_leaves_the_refusal()
    {
        using var desk = new Desk();
        desk.Send(Inquiring(1, null));
        desk.Settle(static request => Answers.Echo(request, static value => value == "1" ? "" : null));

        Assert.Equal("EmptyErrorCode", desk.Outcomes());
    }

    [Fact]
    public void A_look_that_is_refused_leaves_the_refusal()
    {
        using var desk = new Desk();
        desk.Send(Inquiring(1, "NotVerified"));
        desk.Settle(static request => Answers.Echo(request, static value => value == "1" ? "" : "ACCESS_ERROR"));

        Assert.Equal("EmptyErrorCode", desk.Outcomes());
    }

    [Fact]
    public void A_code_that_says_why_needs_no_look()
    {
        using var desk = new Desk();
        desk.Send(Inquiring(1, "NotVerified"));
        desk.Settle(static request => Answers.Echo(request, static _ => "CHAT_TYPE"));

        Assert.Equal("CHAT_TYPE", desk.Outcomes());
        Assert.Single(desk.Network.Requests);
    }

    [Fact]
    public void A_call_that_succeeds_needs_no_look()
    {
        using var desk = new Desk();
        desk.Send(Inquiring(1, "NotVerified"));
        desk.Settle(Answers.Echo);

        Assert.Single(desk.Network.Requests);
        Assert.Equal("1", desk.Outcomes());
    }

    [Fact]
    public void A_pipeline_that_has_ended_asks_no_more()
    {
        using var desk = new Desk();
        desk.Send(Inquiring(1, "NotVerified"));
        var left = desk.Pipeline.Leave(new Heir());
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0], static _ => ""));

        Assert.Empty(desk.UnderWay);
        Assert.Equal("EmptyErrorCode", left[0].Error!.Id);
    }

    [Fact]
    public void A_pipeline_that_ends_while_the_look_is_taken_ends_with_what_it_finds()
    {
        using var desk = new Desk();
        desk.Send(Inquiring(1, "NotVerified"));
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0], static _ => ""));
        var left = desk.Pipeline.Leave(new Heir());

        Assert.False(left[0].HasOutcome);
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        Assert.Equal("NotVerified", left[0].Error!.Id);
    }

    private static Call<string> Inquiring(long chat, string? found) => new(Calls.ChangeMethod, Calls.Change(chat).Parameters, chat)
    {
        Inquiry = new Call<string>(Calls.ReadMethod, Calls.Read("look").Parameters)
        {
            FindFault = _ => found is null ? null : Failure.Own(found, LocalizableText.Verbatim("x"), "y"),
        },
    };
}
