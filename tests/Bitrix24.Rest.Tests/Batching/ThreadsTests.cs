using System;
using System.Linq;
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
        var portal = SandboxPortal.CreateDefault();
        portal.AddChats(1000);
        Assert.True(WebhookAddress.TryParse(DefaultData.AdminWebhook, out var credentials, out _));
        using var client = Bitrix24Client.ForHandler(credentials!, new SandboxHandler(portal), TimeProvider.System);

        await Task.WhenAll(Enumerable.Range(0, Pipelines).Select(pipeline => Task.Run(() => Run(client, pipeline))));

        var counters = client.Dispatcher.Counters;
        Assert.Equal((Pipelines * CallsOfEach, Pipelines * CallsOfEach), (counters.Calls, counters.Succeeded));
        Assert.Equal(Pipelines * CallsOfEach, portal.Journal.Commands);
        Assert.Equal(1, portal.Journal.MaxConcurrentRequestsOfAnyChat());
        Assert.Equal(counters.Requests, portal.Journal.Requests);
    }

    private static void Run(Bitrix24Client client, int pipeline)
    {
        var join = new RestMethod<bool>("imopenlines.session.join", SafetyClass.Converging, TimeSpan.Zero, result => result.GetBoolean());
        var lane = pipeline % 3 == 0 ? new HaltingLane() : null;
        var calls = new CallSequence<int>(client.Dispatcher);
        var next = 0;
        for (var number = 0; number < CallsOfEach; number++)
        {
            var chat = ChatDirectory.GeneratedBase + 1 + (number % 40);
            calls.Add(number, new Call<bool>(join, [new("CHAT_ID", $"{chat}", IsNumber: true)], chat) { Lane = lane });
        }

        calls.Flush();
        while (calls.Wait(TimeSpan.FromMinutes(1)))
        {
            Assert.True(calls.TryTake(out var number, out var call));
            Assert.Equal(next++, number);
            Assert.Null(call.Error);
        }

        Assert.Equal(CallsOfEach, next);
    }
}
