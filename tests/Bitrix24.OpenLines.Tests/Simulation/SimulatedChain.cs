using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Bitrix24.Rest;
using Bitrix24.Sandbox;
using Portal;

namespace Bitrix24.OpenLines.Tests;

/// <summary>
/// Open, join and start of many codes as three cmdlets of one pipeline do it: they share a thread, a stage runs only while the one before
/// it writes, and what it has ready is written only then.
/// </summary>
internal sealed class SimulatedChain
{
    private static readonly Func<long, Call>[] Methods =
    [
        SimulatedRun.Open,
        static number => SessionMethods.OnChat(SessionMethods.Join, new(ChatDirectory.GeneratedBase + number)),
        static number => SessionMethods.OnChat(SessionMethods.Start, new(ChatDirectory.GeneratedBase + number)),
    ];

    private readonly PipelineThread _thread = new(static () => false);
    private readonly CallSequence<long>[] _stages;
    private readonly Queue<Call>[] _calls;
    private readonly long[] _written;
    private Call? _awaited;
    private int _ending;

    /// <param name="client">The client, which several chains may share.</param>
    /// <param name="stages">How many of the three it has.</param>
    public SimulatedChain(Bitrix24Client client, int stages = 3)
    {
        _stages = [.. Enumerable.Range(0, stages).Select(stage => new CallSequence<long>(client.Dispatcher, stage) { Thread = _thread })];
        _calls = [.. _stages.Select(static _ => new Queue<Call>())];
        _written = new long[stages];
    }

    /// <summary>How many items each stage has written.</summary>
    public IReadOnlyList<long> Written => _written;

    public bool IsOver => _ending == _stages.Length;

    public static Bitrix24Client Connect(SandboxPortal portal, VirtualTime time)
    {
        // With a context on the thread, answers would be carried on by other threads, in no order.
        SynchronizationContext.SetSynchronizationContext(null);
        Assert.True(WebhookAddress.TryParse(DefaultData.AdminWebhook, out var credentials, out _));
        return Bitrix24Client.ForHandler(credentials!, new SandboxHandler(portal), time);
    }

    /// <summary>Runs chains side by side until a moment, or to their end.</summary>
    public static void Go(VirtualTime time, TimeSpan until, params SimulatedChain[] chains)
    {
        Array.ForEach(chains, static chain => chain.Resume());
        while (time.Elapsed < until && !Array.TrueForAll(chains, static chain => chain.IsOver))
        {
            Assert.True(time.AdvanceToNextTimer(), "Nothing is left that could happen, and calls are still waiting.");
            Array.ForEach(chains, static chain => chain.Resume());
        }
    }

    /// <summary>Gives the first stage its input.</summary>
    public void Add(long first, long last)
    {
        for (var number = first; number <= last; number++)
        {
            Process(0, number);
        }

        Assert.False(_stages[0].IsFull);
    }

    /// <summary>What the thread does when the outcome that it waits for has come: it goes on until it waits again.</summary>
    private void Resume()
    {
        if (_awaited is { HasOutcome: false })
        {
            return;
        }

        // However a thread's wait ends, it waits for nothing then.
        _thread.Wait(_awaited!).Dispose();
        while (!IsOver)
        {
            WriteReady(_ending);
            if (_stages[_ending].Count == 0)
            {
                _ending++;
                continue;
            }

            _stages[_ending].Flush();
            _awaited = _calls[_ending].Peek();
            if (!_awaited.HasOutcome)
            {
                _ = _thread.Wait(_awaited);
                return;
            }
        }
    }

    private void Process(int stage, long number)
    {
        var call = Methods[stage](number);
        _calls[stage].Enqueue(call);
        _stages[stage].Add(number, call);
        WriteReady(stage);
    }

    private void WriteReady(int stage)
    {
        while (_stages[stage].TryTake(out var entry))
        {
            var (number, call) = (entry.Item, entry.Call!);
            Assert.Null(call.Error);
            Assert.Same(_calls[stage].Dequeue(), call);
            _written[stage]++;
            if (stage + 1 < _stages.Length)
            {
                Process(stage + 1, number);
            }
        }
    }
}
