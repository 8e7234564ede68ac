using System;
using System.Globalization;
using System.Threading;
using Bitrix24.Rest;
using Bitrix24.Sandbox;
using Portal;

namespace Bitrix24.OpenLines.Tests;

/// <summary>One client with a job of many calls on a portal in virtual time.</summary>
internal sealed class SimulatedRun
{
    private readonly Bitrix24Client _client;
    private readonly CallSequence<long> _calls;
    private readonly Func<long, Call> _create;
    private readonly long _count;
    private long _added;
    private long _taken;

    /// <param name="portal">The portal.</param>
    /// <param name="time">The clock.</param>
    /// <param name="count">How many calls it makes.</param>
    /// <param name="create">Makes each.</param>
    /// <param name="seed">For what is left to chance.</param>
    /// <param name="shared">What its client shares with other connections of the process; null for one of a process of its own.</param>
    public SimulatedRun(
        SandboxPortal portal, VirtualTime time, long count, Func<long, Call>? create = null, int seed = 1, SharedPortal? shared = null)
    {
        // With a context on the thread, answers would be carried on by other threads, in no order.
        SynchronizationContext.SetSynchronizationContext(null);
        Assert.True(WebhookAddress.TryParse(DefaultData.AdminWebhook, out var credentials, out _));
        shared ??= SharedPortal.Create(time, seed);
        _client = Bitrix24Client.ForHandler(credentials!, new SandboxHandler(portal), shared, seed: seed);
        _calls = new CallSequence<long>(_client.Dispatcher) { Thread = new(static () => false) };
        _create = create ?? Open;
        _count = count;
    }

    public Dispatcher Dispatcher => _client.Dispatcher;

    public Counters Counters => _client.Dispatcher.Counters;

    public long Failed { get; private set; }

    public long Taken => _taken;

    public bool IsOver => _taken == _count;

    /// <summary>A session.open of one of the chats that the portal made by number.</summary>
    public static Call Open(long number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return SessionMethods.OpenChat(new UserCode($"livechat|1|{text}|{text}"));
    }

    /// <summary>What Connect does first, which costs the bucket one request.</summary>
    public void Connect(VirtualTime time)
    {
        var scope = new Call<bool>(new RestMethod<bool>("scope", SafetyClass.Read, TimeSpan.Zero, static _ => true), []);
        _client.Dispatcher.Submit(scope);
        _client.Dispatcher.Flush(scope);
        while (!scope.IsCompleted)
        {
            Assert.True(time.AdvanceToNextTimer());
        }
    }

    /// <summary>Gives and takes all that can be given and taken without time passing.</summary>
    public void Step()
    {
        bool isMoving;
        do
        {
            isMoving = false;
            while (_added < _count && !_calls.IsFull)
            {
                _added++;
                _calls.Add(_added, _create(_added));
                isMoving = true;
            }

            if (_added == _count && isMoving)
            {
                _calls.Flush();
            }

            while (_calls.TryTake(out var entry))
            {
                var (number, call) = (entry.Item, entry.Call!);
                Assert.Equal(++_taken, number);
                Failed += call.Error is null ? 0 : 1;
                isMoving = true;
            }
        }
        while (isMoving && _added < _count);
    }

    /// <summary>Runs several jobs side by side to their end.</summary>
    /// <returns>How long they took.</returns>
    public static TimeSpan Finish(VirtualTime time, params SimulatedRun[] runs) => Go(time, TimeSpan.MaxValue, runs);

    /// <summary>Runs several jobs side by side to their end, or until a moment.</summary>
    /// <returns>How long they took.</returns>
    public static TimeSpan Go(VirtualTime time, TimeSpan until, params SimulatedRun[] runs)
    {
        var begin = time.Elapsed;
        while (time.Elapsed < until)
        {
            var isOver = true;
            foreach (var run in runs)
            {
                run.Step();
                isOver &= run.IsOver;
            }

            if (isOver)
            {
                return time.Elapsed - begin;
            }

            Assert.True(time.AdvanceToNextTimer(), "Nothing is left that could happen, and calls are still waiting.");
        }

        return time.Elapsed - begin;
    }
}
