using System;
using System.Collections.Generic;
using System.Linq;
using Portal;

namespace Bitrix24.Rest.Tests;

/// <summary>
/// A client on a scripted network in virtual time, and one pipeline that uses it. All of it happens on the test's thread.
/// </summary>
internal sealed class Desk : IDisposable
{
    /// <param name="handler">The network.</param>
    /// <param name="policy">How often and how long the client tries.</param>
    /// <param name="thread">The pipeline's thread.</param>
    /// <param name="beside">A desk whose client is a connection of the same process to the same portal.</param>
    public Desk(ScriptedHandler? handler = null, RetryPolicy? policy = null, PipelineThread? thread = null, Desk? beside = null)
    {
        Time = beside?.Time ?? new VirtualTime();
        Portal = beside?.Portal ?? SharedPortal.Create(Time, seed: 0);
        Network = handler ?? new ScriptedHandler();
        Client = Bitrix24Client.ForHandler(
            new WebhookCredentials(new Uri("https://example.bitrix24.com/"), "1", new Secret("xk7ab9qwerty01zz")), Network, Portal, policy);
        Pipeline = new CallSequence<int>(Client.Dispatcher) { Thread = thread ?? new(static () => false) };
    }

    public VirtualTime Time { get; }

    /// <summary>What its client shares with those of the desks beside it.</summary>
    public SharedPortal Portal { get; }

    public ScriptedHandler Network { get; }

    public Bitrix24Client Client { get; }

    public CallSequence<int> Pipeline { get; }

    public Counters Counters => Client.Dispatcher.Counters;

    /// <summary>Every call has its outcome.</summary>
    public bool IsOver
    {
        get
        {
            var counters = Counters;
            return counters.Calls == counters.Succeeded + counters.Failed + counters.NotSent + counters.Abandoned;
        }
    }

    /// <summary>The requests that nothing has been answered to.</summary>
    public IReadOnlyList<ScriptedRequest> UnderWay => [.. Network.Requests.Where(request => !request.Task.IsCompleted)];

    /// <summary>Adds calls and says that no more come for now.</summary>
    public void Send(params IEnumerable<Call> calls)
    {
        foreach (var call in calls)
        {
            Pipeline.Add(Pipeline.Count, call);
        }

        Pipeline.Flush();
    }

    /// <summary>Answers every request until none is under way and no time is waited for.</summary>
    public void Settle(Func<ScriptedRequest, string> answer)
    {
        for (var round = 0; round < 10_000; round++)
        {
            if (UnderWay is [var first, ..])
            {
                first.Answer(answer(first));
            }
            // The sequence shows only its head: whether that has its outcome says all that a wait would need.
            else if (Pipeline.Count == 0 || (Pipeline.HasNext && IsOver) || !Time.AdvanceToNextTimer())
            {
                return;
            }
        }

        throw new InvalidOperationException("It does not settle.");
    }

    public void Run(Func<Desk, Action<ScriptedRequest>> network) => Run(network(this));

    /// <summary>Lets the network do as it does until every call has its outcome.</summary>
    public void Run(Action<ScriptedRequest> network)
    {
        var seen = 0;
        while (!IsOver)
        {
            if (seen < Network.Requests.Count)
            {
                network(Network.Requests[seen++]);
            }
            else
            {
                Assert.True(Time.AdvanceToNextTimer());
            }
        }
    }

    /// <summary>How the calls ended, in input order.</summary>
    public IReadOnlyList<Call> Take() => [.. TakeEntries().Select(static entry => entry.Call!)];

    /// <summary>What the items ended with, in input order: a result, or the id of an error.</summary>
    public string Outcomes() =>
        string.Join(' ', TakeEntries().Select(static entry => entry.Error?.Id ?? ((Call<string>)entry.Call!.Act).Result));

    public void Dispose() => Client.Dispose();

    private IEnumerable<CallSequence<int>.Entry> TakeEntries()
    {
        while (Pipeline.TryTake(out var entry))
        {
            yield return entry;
        }
    }
}
