using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;

namespace Bitrix24.Rest.Tests;

/// <summary>What the queue of a connection does when something goes wrong in it, and when it has ended.</summary>
public sealed class DispatcherTests
{
    [Fact]
    public void A_fault_of_our_own_while_calls_are_shared_out_ends_all_of_them_and_the_connection()
    {
        using var desk = new Desk(thread: new(static () => throw new InvalidOperationException()));
        desk.Pipeline.Add(0, Calls.Read("a"));
        desk.Time.Advance(Linger.Usual);

        var error = Assert.Single(desk.Take()).Error!;
        Assert.Equal(
            ("UnexpectedFault", "InvalidOperationException while calls were shared out."), (error.Id, error.Description));
        Assert.Equal("UnexpectedFault", desk.Client.Dispatcher.End!.Id);
        desk.Send(Calls.Read("b"));
        Assert.Equal("UnexpectedFault", desk.Outcomes());
        Assert.True(desk.IsOver);
    }

    [Fact]
    public void A_request_that_cannot_be_written_says_so_and_stops_what_waits_behind_it_in_its_run()
    {
        using var desk = new Desk();
        var run = new HaltGroup();
        desk.Send(Calls.Change(1, run));
        desk.Send(Enumerable.Range(2, 60).Select(chat => chat == 2 ? Unwritable(chat, run) : Calls.Change(chat, run)));
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));

        var calls = desk.Take();
        Assert.Equal(61, calls.Count);
        Assert.EndsWith(" while a request was handled.", calls[1].Error!.Description, StringComparison.Ordinal);
        Assert.All(calls.Skip(2), static call => Assert.Equal("NotRun", call.Error!.Id));
        Assert.Empty(desk.UnderWay);
        Assert.True(desk.IsOver);
    }

    [Fact]
    public void Requests_that_cannot_be_written_take_nothing_of_the_pace_of_the_others()
    {
        using var desk = new Desk();
        for (var number = 0; number < 1000; number++)
        {
            desk.Send(Unwritable(1));
        }

        Assert.Equal(1000, desk.Take().Count);
        desk.Send(Calls.Read("a"));
        Assert.Single(desk.UnderWay);
    }

    [Fact]
    public void Answers_that_come_at_once_do_not_pile_up_on_the_stack()
    {
        var frames = new List<int>();
        using var desk = new Desk(new ScriptedHandler(request =>
        {
            frames.Add(new StackTrace().FrameCount);
            return ScriptedHandler.Json(Answers.Echo(request));
        }));
        desk.Send(Enumerable.Range(0, 12).Select(static number => Calls.Read($"$result[{number}]")));
        desk.Settle(Answers.Echo);

        Assert.Equal(12, frames.Count);
        Assert.InRange(frames.Max(), 1, frames.Min() + 20);
    }

    [Fact]
    public void A_connection_that_has_ended_wakes_for_nothing_any_more()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        desk.UnderWay[0].Answer(Answers.Error("PORTAL_DELETED"), HttpStatusCode.Forbidden);
        while (desk.Time.AdvanceToNextTimer())
        {
        }

        desk.Send(Calls.Read("b"));
        Assert.Equal("PORTAL_DELETED PORTAL_DELETED", desk.Outcomes());
        Assert.Equal(0, desk.Time.PendingTimers);
    }

    [Fact]
    public void A_connection_that_is_closed_says_so_and_leaves_no_timer()
    {
        var desk = new Desk();
        desk.Send(Calls.Read("a"));
        desk.UnderWay[0].Answer("", HttpStatusCode.InternalServerError);
        Assert.NotEqual(0, desk.Time.PendingTimers);
        desk.Dispose();

        Assert.Equal(0, desk.Time.PendingTimers);
        Assert.Equal("The connection is closed.", Assert.Single(desk.Take()).Error!.Description);
    }

    private static Call<string> Unwritable(int chat, HaltGroup? run = null) =>
        new(Calls.ChangeMethod, [new("CHAT_ID", "no word", ParameterKind.Word)], chat) { HaltGroup = run };
}
