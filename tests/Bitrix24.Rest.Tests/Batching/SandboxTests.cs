using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Bitrix24.Sandbox;
using Portal;

namespace Bitrix24.Rest.Tests;

/// <summary>A client and the sandbox portal in one virtual time.</summary>
public sealed class SandboxTests
{
    private static readonly RestMethod<string> Open =
        new("imopenlines.session.open", SafetyClass.Read, TimeSpan.FromSeconds(0.28), result => result.Field("chatId"u8).Text()!);

    private static readonly RestMethod<string> Start =
        new("imopenlines.session.start", SafetyClass.Converging, TimeSpan.FromSeconds(0.83), Json.TextOf);

    [Fact]
    public void A_limited_portal_refuses_little_and_loses_nothing()
    {
        var (calls, portal, counters) = Run(new() { Bucket = BucketLimit.Standard, Latency = TimeSpan.FromSeconds(0.2) }, 10_000, OpenCall);

        Assert.All(calls, call => Assert.Null(call.Error));
        Assert.Equal(
            Enumerable.Range(1, 10_000).Select(number => $"{ChatDirectory.GeneratedBase + number}"), calls.Select(call => call.Result));
        Assert.InRange(portal.Journal.RefusedRequests, 0, 5);
        Assert.Equal(portal.Journal.RefusedRequests, counters.Refusals);
        Assert.Equal(50, portal.Journal.LargestBatch);
        Assert.Equal(10_000, portal.Journal.Executions(Open.Name));
    }

    [Fact]
    public void A_used_up_operating_time_is_waited_out_and_loses_nothing()
    {
        var options = new SandboxOptions { OperatingLimit = 420, Latency = TimeSpan.FromSeconds(0.1) };
        options.Durations[Open.Name] = TimeSpan.FromSeconds(1);
        var (calls, portal, counters) = Run(options, 1000, OpenCall);

        Assert.All(calls, call => Assert.Null(call.Error));
        Assert.Equal(1000, portal.Journal.Executions(Open.Name));

        // The method is slower than its page says, and nothing measures it before the first burst is on its way.
        Assert.InRange(counters.Refusals, 1, 600);
    }

    [Fact]
    public void A_front_server_that_cuts_long_requests_leaves_no_call_behind()
    {
        // The client expects a fast method: its first requests are longer than the front server lets them be.
        var options = new SandboxOptions { RequestCut = TimeSpan.FromSeconds(30), Latency = TimeSpan.FromSeconds(0.1) };
        options.Durations[Start.Name] = TimeSpan.FromSeconds(12);
        var (calls, portal, _) = Run(options, 300, StartCall);

        Assert.All(calls, call => Assert.True(call.Error is null, call.Error?.Message));
        Assert.InRange(portal.Journal.CutRequests, 1, 100);
        Assert.Equal(300, portal.Journal.ChatsOf(Start.Name));
        Assert.Equal(300, portal.Journal.SessionsCreated);
    }

    [Fact]
    public void Equal_chats_side_by_side_make_one_session()
    {
        var options = new SandboxOptions { Latency = TimeSpan.FromSeconds(0.2) };
        options.Durations[Start.Name] = TimeSpan.FromSeconds(0.8);
        var (calls, portal, _) = Run(options, 400, number => StartCall(1 + (number % 7)));

        Assert.All(calls, call => Assert.Null(call.Error));
        Assert.Equal(1, portal.Journal.MaxConcurrentRequestsOfAnyChat());
        Assert.Equal(7, portal.Journal.SessionsCreated);
        Assert.Equal(400, portal.Journal.Executions(Start.Name));
    }

    [Fact]
    public void A_webhook_that_is_deleted_in_mid_run_ends_every_call_at_once()
    {
        var (calls, portal, counters) = Run(
            new() { Bucket = BucketLimit.Standard, Latency = TimeSpan.FromSeconds(0.2) },
            20_000,
            OpenCall,
            (portal, time) => time.CreateTimer(
                _ => portal.Switches.Revoke("sandboxwebhook1"), null, TimeSpan.FromSeconds(20), Timeout.InfiniteTimeSpan));

        Assert.Equal(["INVALID_CREDENTIALS"], calls.Select(call => call.Error?.Code).OfType<string>().Distinct(StringComparer.Ordinal));
        Assert.Equal(calls.Count(call => call.Error is null), portal.Journal.Executions(Open.Name));
        Assert.Equal(20_000, counters.Succeeded + counters.Failed + counters.NotSent);
        Assert.True(counters.NotSent > 10_000);
    }

    private static Call<string> OpenCall(int number) => new(Open, [new("USER_CODE", ChatDirectory.GeneratedCode(number))]);

    private static Call<string> StartCall(int number)
    {
        var chat = ChatDirectory.GeneratedBase + number;
        return new(Start, [new("CHAT_ID", $"{chat}", ParameterKind.Number)], chat);
    }

    private static (IReadOnlyList<Call<string>> Calls, SandboxPortal Portal, Counters Counters) Run(
        SandboxOptions options, int count, Func<int, Call<string>> create, Func<SandboxPortal, VirtualTime, object>? prepare = null)
    {
        // Without a context the answers are carried on by the thread that moves the time, in one order only.
        SynchronizationContext.SetSynchronizationContext(null);
        var time = new VirtualTime();
        var timed = new SandboxOptions
        {
            Time = time,
            Bucket = options.Bucket,
            OperatingLimit = options.OperatingLimit,
            Latency = options.Latency,
            RequestCut = options.RequestCut,
        };
        foreach (var duration in options.Durations)
        {
            timed.Durations.Add(duration);
        }

        var portal = SandboxPortal.CreateDefault(timed);
        portal.AddChats(count);
        var kept = prepare?.Invoke(portal, time);
        Assert.True(WebhookAddress.TryParse(DefaultData.AdminWebhook, out var credentials, out _));
        using var client = Bitrix24Client.ForHandler(credentials!, new SandboxHandler(portal), time);
        var sequence = new CallSequence<int>(client.Dispatcher);
        var calls = new List<Call<string>>();
        var added = 0;
        while (calls.Count < count)
        {
            for (; added < count && !sequence.IsFull; added++)
            {
                sequence.Add(added, create(added + 1));
            }

            sequence.Flush();
            while (sequence.TryTake(out var entry))
            {
                var (number, call) = (entry.Item, entry.Call!);
                Assert.Equal(calls.Count, number);
                calls.Add((Call<string>)call);
            }

            Assert.True(calls.Count == count || (added < count && !sequence.IsFull) || time.AdvanceToNextTimer());
        }

        GC.KeepAlive(kept);
        return (calls, portal, client.Dispatcher.Counters);
    }
}
