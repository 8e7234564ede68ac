using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace Bitrix24.Rest.Tests;

/// <summary>What goes first of what waits: the end of a chain before its beginning, and pipelines in turn.</summary>
public sealed class DepthTests
{
    private const int Full = BatchRequest.MostCalls;
    private readonly PipelineThread _thread = new(static () => false);

    [Fact]
    public void What_is_nearest_to_the_end_of_its_chain_goes_first_and_what_is_behind_fills_the_batch()
    {
        using var desk = new Desk(thread: _thread);
        SendAndRefuse(desk);
        var end = new CallSequence<int>(desk.Client.Dispatcher, depth: 2) { Thread = _thread };
        end.Add(0, Calls.Read("end a"));
        end.Add(1, Calls.Read("end b"));
        end.Flush();

        var request = Next(desk);

        Assert.Equal(["end a", "end b", "0", "1"], request.Values.Take(4));
        Assert.Equal(Full, request.Calls);
    }

    [Fact]
    public void The_call_that_the_thread_waits_for_goes_before_the_deepest()
    {
        using var desk = new Desk(thread: _thread);
        var calls = SendAndRefuse(desk);
        var end = new CallSequence<int>(desk.Client.Dispatcher, depth: 2) { Thread = _thread };
        for (var number = 0; number < Full; number++)
        {
            end.Add(number, Calls.Read($"end {number}"));
        }

        using var waiting = _thread.Wait(calls[0]);

        Assert.Equal(["0", "end 0", "end 1"], Next(desk).Values.Take(3));
    }

    [Fact]
    public void Pipelines_of_two_threads_take_turns_whatever_their_depth()
    {
        using var desk = new Desk(thread: _thread);
        SendAndRefuse(desk);
        var other = new CallSequence<int>(desk.Client.Dispatcher, depth: 9) { Thread = new(static () => false) };
        for (var number = 0; number < Full; number++)
        {
            other.Add(number, Calls.Read($"other {number}"));
        }

        Assert.Equal(Full / 2, Next(desk).Values.Count(static value => value.StartsWith("other", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_halting_run_that_is_not_full_yet_does_not_hold_up_a_full_batch_of_others()
    {
        using var desk = new Desk(thread: _thread);
        var end = new CallSequence<int>(desk.Client.Dispatcher, depth: 2) { Thread = _thread };
        end.Add(0, Calls.Change(7, new HaltGroup()));
        for (var number = 0; number < Full; number++)
        {
            desk.Pipeline.Add(number, Calls.Read($"{number}"));
        }

        var request = Assert.Single(desk.UnderWay);
        Assert.Equal(Full, request.Calls);
        Assert.False(request.IsHalting);
    }

    [Fact]
    public void The_end_of_a_chain_that_stops_at_its_first_failure_goes_before_its_beginning_that_the_thread_waits_for()
    {
        using var desk = new Desk(thread: _thread);
        SendAndRefuse(desk);
        var (beginning, end) = (new HaltGroup(), new HaltGroup());
        var awaited = Calls.Change(1000, beginning);
        desk.Pipeline.Add(1000, awaited);
        var last = new CallSequence<int>(desk.Client.Dispatcher, depth: 2) { Thread = _thread };
        for (var number = 1; number < Full; number++)
        {
            desk.Pipeline.Add(1000 + number, Calls.Change(1000 + number, beginning));
        }

        for (var number = 0; number < Full; number++)
        {
            last.Add(number, Calls.Change(2000 + number, end));
        }

        using var waiting = _thread.Wait(awaited);

        var request = Next(desk);
        Assert.True(request.IsHalting);
        Assert.Equal("2000", request.Values[0]);
    }

    [Fact]
    public void A_pipeline_that_could_not_send_for_a_while_has_no_claim_to_what_it_missed()
    {
        var turns = new ThreadTurns();
        var (one, other) = (_thread, new PipelineThread(static () => false));
        for (var number = 0; number < 100; number++)
        {
            turns.Take(one);
        }

        Assert.True(turns.Of(other) < turns.Of(one));
        turns.Take(other);
        Assert.Equal(turns.Of(one), turns.Of(other));
    }

    /// <summary>Calls that wait because the portal has refused them.</summary>
    private static List<Call<string>> SendAndRefuse(Desk desk)
    {
        var calls = Enumerable.Range(0, Full).Select(static number => Calls.Read($"{number}")).ToList();
        desk.Send(calls);
        desk.UnderWay[0].Answer(Answers.Error("QUERY_LIMIT_EXCEEDED"), HttpStatusCode.ServiceUnavailable);
        Assert.Empty(desk.UnderWay);
        return calls;
    }

    private static ScriptedRequest Next(Desk desk)
    {
        while (desk.UnderWay.Count == 0)
        {
            Assert.True(desk.Time.AdvanceToNextTimer());
        }

        return desk.UnderWay[0];
    }
}
