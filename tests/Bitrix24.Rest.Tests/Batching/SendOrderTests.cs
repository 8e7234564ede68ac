using System.Linq;
using System.Net;

namespace Bitrix24.Rest.Tests;

/// <summary>Which of the calls that wait share a request, and which of these go first.</summary>
public sealed class SendOrderTests
{
    private const int Full = BatchRequest.MostCalls;
    private readonly PipelineThread _thread = new(static () => false);

    [Fact]
    public void Calls_of_two_methods_fill_a_request_together()
    {
        using var desk = new Desk(thread: _thread);
        for (var number = 0; number < Full; number++)
        {
            Assert.Empty(desk.UnderWay);
            desk.Pipeline.Add(number, number % 2 == 0 ? Calls.Read($"{number}") : Other($"{number}"));
        }

        Assert.Equal(Full, Assert.Single(desk.UnderWay).Calls);
    }

    [Fact]
    public void Before_a_run_that_stops_at_its_first_failure_go_others_of_which_one_is_nearer_to_the_end_of_its_chain()
    {
        using var desk = new Desk(thread: _thread);
        desk.Send(Enumerable.Range(0, Full).Select(static number => Calls.Read($"{number}")));
        desk.UnderWay[0].Answer(Answers.Error("QUERY_LIMIT_EXCEEDED"), HttpStatusCode.ServiceUnavailable);
        var middle = new CallSequence<int>(desk.Client.Dispatcher, depth: 1) { Thread = _thread };
        var run = new HaltGroup();
        for (var chat = 1; chat <= Full; chat++)
        {
            middle.Add(chat, Calls.Change(chat, run));
        }

        var end = new CallSequence<int>(desk.Client.Dispatcher, depth: 2) { Thread = _thread };
        end.Add(0, Calls.Read("end"));
        end.Flush();
        while (desk.UnderWay.Count == 0)
        {
            Assert.True(desk.Time.AdvanceToNextTimer());
        }

        Assert.Equal("end", desk.UnderWay[0].Values[0]);
        Assert.False(desk.UnderWay[0].IsHalting);
    }

    [Fact]
    public void What_goes_again_is_not_held_up_by_younger_calls_of_another_method_that_wait_for_company()
    {
        using var desk = new Desk(thread: _thread);
        desk.Send(Calls.Read("a"), Calls.Read("b"));
        desk.Pipeline.Add(2, Other("c"));
        desk.Time.Advance(Linger.Usual);
        Assert.Single(desk.Network.Requests);
        desk.UnderWay[0].Break(Outages.Unreached());
        var ask = Assert.Single(desk.UnderWay);
        Assert.True(ask.IsAsk);
        ask.Answer(Answers.Echo(ask));

        Assert.Equal(["a", "b", "c"], Assert.Single(desk.UnderWay).Values);
    }

    private static Call<string> Other(string code) => new(Calls.OtherReadMethod, [new("CODE", code)]);
}
