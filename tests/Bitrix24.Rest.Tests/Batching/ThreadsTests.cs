using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Bitrix24.Sandbox;

namespace Bitrix24.Rest.Tests;

/// <summary>Many pipelines on one connection, on real threads, over a portal in memory.</summary>
public sealed class ThreadsTests
{
    private const int Pipelines = 8;
    private const int CallsOfEach = 400;

    [Fact]
    public async Task Every_pipeline_gets_its_own_results_in_its_own_order_and_no_chat_is_in_two_requests()
    {
        var portal = OpenPortal();
        using var client = Connect(portal);

        await Task.WhenAll(Enumerable.Range(0, Pipelines).Select(pipeline => Task.Run(() => Run(client, pipeline))));

        var counters = client.Dispatcher.Counters;
        Assert.Equal((Pipelines * CallsOfEach, Pipelines * CallsOfEach), (counters.Calls, counters.Succeeded));
        Assert.Equal(Pipelines * CallsOfEach, portal.Journal.Commands);
        Assert.Equal(1, portal.Journal.MaxConcurrentRequestsOfAnyChat());
        Assert.Equal(counters.Requests, portal.Journal.Requests);
    }

    [Fact]
    public async Task A_pipeline_that_another_thread_stops_ends_and_the_others_go_on()
    {
        var portal = OpenPortal();
        using var client = Connect(portal);
        using var stopped = new CountdownEvent(Pipelines);

        var stopping = Enumerable.Range(0, Pipelines)
            .Select(pipeline => Task.Factory.StartNew(() => RunUntilStopped(client, stopped), TaskCreationOptions.LongRunning));
        var going = Enumerable.Range(0, Pipelines).Select(pipeline => Task.Run(() => Run(client, pipeline)));
        await Task.WhenAll([.. stopping, .. going]);

        var counters = client.Dispatcher.Counters;
        Assert.True(stopped.IsSet);
        Assert.Equal(2 * Pipelines * CallsOfEach, counters.Calls);
        Assert.Equal(counters.Calls, counters.Succeeded + counters.NotSent + counters.Abandoned);
        Assert.Equal(1, portal.Journal.MaxConcurrentRequestsOfAnyChat());
    }

    [Fact]
    public async Task A_connection_that_is_closed_amid_many_pipelines_ends_every_call()
    {
        var portal = OpenPortal();
        using var client = Connect(portal);
        using var answered = new ManualResetEventSlim();

        var running = Enumerable.Range(0, Pipelines)
            .Select(pipeline => Task.Factory.StartNew(() => RunToTheEnd(client, answered), TaskCreationOptions.LongRunning))
            .ToList();
        answered.Wait();
        client.Dispose();
        var failures = await Task.WhenAll(running);

        var counters = client.Dispatcher.Counters;
        Assert.All(failures, static failed => Assert.All(failed, static error => Assert.Equal(OwnErrorId.Disconnected, error.Id)));
        Assert.Equal(Pipelines * CallsOfEach, counters.Calls);
        Assert.Equal(counters.Calls, counters.Succeeded + counters.Failed + counters.NotSent);
        Assert.Equal(counters.Failed + counters.NotSent, failures.Sum(static failed => failed.Count));
    }

    private static SandboxPortal OpenPortal()
    {
        var portal = SandboxPortal.CreateDefault();
        portal.AddChats(1000);
        return portal;
    }

    private static Bitrix24Client Connect(SandboxPortal portal)
    {
        Assert.True(WebhookAddress.TryParse(DefaultData.AdminWebhook, out var credentials, out _));
        return Bitrix24Client.ForHandler(credentials!, new SandboxHandler(portal), TimeProvider.System);
    }

    private static RestMethod<bool> Join =>
        new("imopenlines.session.join", SafetyClass.Converging, TimeSpan.Zero, static result => result.Kind == JsonValueKind.True);

    private static Call<bool> JoinOf(int number, HaltGroup? haltGroup = null)
    {
        var chat = ChatDirectory.GeneratedBase + 1 + (number % 40);
        return new Call<bool>(Join, [new("CHAT_ID", $"{chat}", ParameterKind.Number)], chat) { HaltGroup = haltGroup };
    }

    private static void RunUntilStopped(Bitrix24Client client, CountdownEvent stopped)
    {
        var calls = new CallSequence<int>(client.Dispatcher);
        Task? stopping = null;
        for (var number = 0; number < CallsOfEach; number++)
        {
            calls.Add(number, JoinOf(number));
            stopping ??= number == CallsOfEach / 2 ? Task.Run(calls.Stop) : null;
        }

        calls.Flush();
        while (calls.Wait(Timeout.InfiniteTimeSpan))
        {
            calls.TryTake(out _);
        }

        // It was stopped, or had its last outcome before that.
        Assert.True(calls.IsStopped || calls.Count == 0);
        calls.Withdraw();
        stopped.Signal();
    }

    private static List<Bitrix24Exception> RunToTheEnd(Bitrix24Client client, ManualResetEventSlim answered)
    {
        var calls = new CallSequence<int>(client.Dispatcher);
        var failures = new List<Bitrix24Exception>();
        for (var number = 0; number < CallsOfEach; number++)
        {
            calls.Add(number, JoinOf(number));
        }

        calls.Flush();
        while (calls.Wait(Timeout.InfiniteTimeSpan))
        {
            Assert.True(calls.TryTake(out var entry));
            var call = entry.Call!;
            answered.Set();
            if (call.Error is not null)
            {
                failures.Add(call.Error);
            }
        }

        Assert.Equal(0, calls.Count);
        return failures;
    }

    private static void Run(Bitrix24Client client, int pipeline)
    {
        var haltGroup = pipeline % 3 == 0 ? new HaltGroup() : null;
        var calls = new CallSequence<int>(client.Dispatcher);
        var next = 0;
        for (var number = 0; number < CallsOfEach; number++)
        {
            calls.Add(number, JoinOf(number, haltGroup));
        }

        calls.Flush();
        while (calls.Wait(TimeSpan.FromMinutes(1)))
        {
            Assert.True(calls.TryTake(out var entry));
            var (number, call) = (entry.Item, entry.Call!);
            Assert.Equal(next++, number);
            Assert.Null(call.Error);
        }

        Assert.Equal(CallsOfEach, next);
    }
}
