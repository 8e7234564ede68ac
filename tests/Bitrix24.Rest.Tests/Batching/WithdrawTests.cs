using System;
using System.Linq;
using System.Net;
using System.Runtime.CompilerServices;

namespace Bitrix24.Rest.Tests;

public sealed class WithdrawTests
{
    [Fact]
    public void What_was_not_sent_is_taken_back_and_never_sent()
    {
        using var desk = new Desk();
        desk.Pipeline.Add(0, Calls.Read("a"));
        desk.Pipeline.Add(1, Calls.Read("b"));
        desk.Pipeline.Withdraw();
        desk.Time.Advance(TimeSpan.FromHours(1));

        Assert.Empty(desk.Network.Requests);
        Assert.Equal(0, desk.Pipeline.Count);
        Assert.Equal((2, 2, 0), (desk.Counters.Calls, desk.Counters.NotSent, desk.Counters.Abandoned));
    }

    [Fact]
    public void What_is_under_way_is_counted_as_abandoned_and_its_request_cancelled()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"), Calls.Read("b"));
        desk.Pipeline.Withdraw();

        Assert.True(desk.Network.Requests[0].Task.IsCanceled);
        Assert.Equal((2, 0, 2), (desk.Counters.Calls, desk.Counters.NotSent, desk.Counters.Abandoned));
        desk.Time.Advance(TimeSpan.FromHours(1));
        Assert.Single(desk.Network.Requests);
    }

    [Fact]
    public void A_request_that_others_wait_for_is_not_cancelled()
    {
        using var desk = new Desk();
        var other = new CallSequence<int>(desk.Client.Dispatcher);
        desk.Pipeline.Add(0, Calls.Read("a"));
        other.Add(0, Calls.Read("b"));
        desk.Pipeline.Flush();
        desk.Pipeline.Withdraw();

        var request = Assert.Single(desk.UnderWay);
        request.Answer(Answers.Echo(request));
        Assert.True(other.TryTake(out var entry));
        var call = entry.Call!;
        Assert.Equal("b", ((Call<string>)call).Result);
        Assert.Equal((2, 1, 1), (desk.Counters.Calls, desk.Counters.Succeeded, desk.Counters.Abandoned));
    }

    [Fact]
    public void Only_what_has_no_outcome_is_withdrawn()
    {
        using var desk = new Desk();
        desk.Send(Calls.Read("a"));
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        desk.Pipeline.Withdraw();
        desk.Pipeline.Withdraw();

        Assert.Equal((1, 1, 0, 0), (desk.Counters.Calls, desk.Counters.Succeeded, desk.Counters.NotSent, desk.Counters.Abandoned));
    }

    [Fact]
    public void A_call_that_may_have_run_is_not_said_to_be_unsent()
    {
        using var desk = new Desk();
        desk.Send(Calls.Change(1));
        desk.UnderWay[0].Answer("", HttpStatusCode.InternalServerError);
        desk.Pipeline.Withdraw();

        Assert.Equal((1, 0, 1), (desk.Counters.Calls, desk.Counters.NotSent, desk.Counters.Abandoned));
        desk.Time.Advance(TimeSpan.FromHours(1));
        Assert.Single(desk.Network.Requests);
    }

    [Fact]
    public void A_call_that_waits_for_its_chat_is_taken_back()
    {
        using var desk = new Desk();
        desk.Send(Calls.Change(1));
        desk.Send(Calls.Change(1));
        desk.Pipeline.Withdraw();
        desk.Send(Calls.Change(1));
        desk.Settle(Answers.Echo);

        Assert.Equal("1", desk.Outcomes());
        Assert.Equal((3, 1, 1, 1), (desk.Counters.Calls, desk.Counters.Succeeded, desk.Counters.NotSent, desk.Counters.Abandoned));
        Assert.Equal(2, desk.Network.Requests.Count);
    }

    [Fact]
    public void Abandoned_requests_do_not_count_as_failures_of_the_portal()
    {
        using var desk = new Desk();
        desk.Send(Enumerable.Range(0, 1000).Select(number => Calls.Read($"{number}")));
        desk.Pipeline.Withdraw();
        Assert.Empty(desk.UnderWay);
        desk.Send(Enumerable.Range(0, 1000).Select(number => Calls.Read($"{number}")));
        desk.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(20, desk.UnderWay.Count);
    }

    [Fact]
    public void An_answer_that_comes_at_the_very_moment_of_the_withdrawal_is_let_go()
    {
        using var request = new BatchRequest([], haltGroup: null);
        request.Dispose();
        request.Cancel();

        Assert.Empty(request.Calls);
    }

    [Fact]
    [Trait("NotInMono", "Its garbage collector takes whatever looks like a reference on the stack for one.")]
    public void Nothing_is_kept_of_a_run_that_is_withdrawn_before_it_is_sent()
    {
        using var desk = new Desk();
        var haltGroup = WithdrawInHaltGroup(desk);
        desk.Send(Calls.Read("a"));
        desk.UnderWay[0].Answer(Answers.Echo(desk.UnderWay[0]));
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(haltGroup.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference WithdrawInHaltGroup(Desk desk)
    {
        var haltGroup = new HaltGroup();
        var run = new CallSequence<int>(desk.Client.Dispatcher);
        run.Add(0, Calls.Change(1, haltGroup));
        run.Add(1, Calls.Change(2, haltGroup));
        run.Withdraw();
        return new WeakReference(haltGroup);
    }
}
