using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Bitrix24.Rest;
using Bitrix24.Sandbox;
using Portal;

namespace Bitrix24.OpenLines.Tests;

/// <summary>A run that stops at its first failure, beside other runs and on a portal that fails.</summary>
public sealed class HaltingRunTests
{
    private readonly VirtualTime _time = new();
    private readonly SandboxPortal _portal;

    public HaltingRunTests()
    {
        _portal = SandboxPortal.CreateDefault(new() { Time = _time, Latency = TimeSpan.FromMilliseconds(100) });
        _portal.AddChats(500);
    }

    [Fact]
    public void Ends_beside_another_run_on_the_same_chat()
    {
        var client = Connect(new SandboxHandler(_portal));
        var haltGroup = new HaltGroup();
        var calls = new CallSequence<int>(client.Dispatcher);
        for (var i = 0; i < 200; i++)
        {
            calls.Add(i, SessionMethods.OnChat(SessionMethods.Join, new(1763)));
            calls.Add(i, SessionMethods.OnChat(SessionMethods.Start, new(1763), haltGroup));
        }

        var ended = TakeAll(calls);

        Assert.Equal(400, ended.Count);
        Assert.All(ended, static call => Assert.Null(call.Error));
        Assert.True(_portal.Journal.MaxConcurrentRequestsOf(1763) <= 1);
    }

    [Fact]
    public void Sends_nothing_after_a_lost_batch_before_that_batch_has_ended()
    {
        var client = Connect(new FirstFails(new SandboxHandler(_portal)));
        var haltGroup = new HaltGroup();
        var calls = new CallSequence<int>(client.Dispatcher);
        calls.Add(0, SessionMethods.OnChat(SessionMethods.Start, new(1_999_999), haltGroup));
        for (var i = 1; i <= 200; i++)
        {
            calls.Add(i, SessionMethods.OnChat(SessionMethods.Start, new(1_000_000 + i), haltGroup));
        }

        var ended = TakeAll(calls);

        Assert.Equal("CHAT_ID", ended[0].Error!.Id);

        // Those that were in the lost batch may have run; those behind it have not.
        Assert.All(ended.Skip(1).Take(3), static call => Assert.Equal(OwnErrorId.OutcomeUnknown, call.Error!.Id));
        Assert.All(ended.Skip(4), static call => Assert.Equal(OwnErrorId.NotRun, call.Error!.Id));
        Assert.Equal(1, _portal.Journal.Executions("imopenlines.session.start"));
    }

    private Bitrix24Client Connect(HttpMessageHandler handler)
    {
        // With a context on the thread, answers would be carried on by other threads, in no order.
        SynchronizationContext.SetSynchronizationContext(null);
        Assert.True(WebhookAddress.TryParse(DefaultData.AdminWebhook, out var credentials, out _));
        return Bitrix24Client.ForHandler(credentials!, handler, _time);
    }

    private List<Call> TakeAll(CallSequence<int> calls)
    {
        var ended = new List<Call>();
        calls.Flush();
        while (calls.Count > 0)
        {
            if (calls.TryTake(out var entry))
            {
                var call = entry.Call!;
                ended.Add(call);
            }
            else
            {
                Assert.True(_time.AdvanceToNextTimer(), "Calls wait, and nothing is left that could happen.");
            }
        }

        return ended;
    }

    private sealed class FirstFails(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private bool _hasFailed;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_hasFailed)
            {
                return base.SendAsync(request, cancellationToken);
            }

            _hasFailed = true;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.InternalServerError) { Content = new StringContent("<html>") });
        }
    }
}
