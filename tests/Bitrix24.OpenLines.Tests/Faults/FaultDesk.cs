using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Bitrix24.Rest;
using Bitrix24.Sandbox;
using Portal;
using Portal.Faults;

namespace Bitrix24.OpenLines.Tests.Faults;

/// <summary>A client before a portal that plays exactly the faults that a test names.</summary>
internal sealed class FaultDesk
{
    private readonly VirtualTime _time = new();

    /// <param name="schedule">The faults.</param>
    /// <param name="policy">How often and how long the client tries.</param>
    public FaultDesk(FaultSchedule schedule, RetryPolicy? policy = null)
    {
        // With a context on the thread, answers would be carried on by other threads, in no order.
        SynchronizationContext.SetSynchronizationContext(null);
        Portal = SandboxPortal.CreateDefault(new() { Time = _time });
        Portal.AddChats(1_000);
        Handler = new(new SandboxHandler(Portal), schedule, _time);
        Client = Bitrix24Client.ForHandler(
            new WebhookCredentials(new Uri("https://" + SandboxPortal.Host), "1", new Secret("sandboxwebhook1")), Handler, _time, policy);
    }

    public SandboxPortal Portal { get; }

    public FaultHandler Handler { get; }

    public Bitrix24Client Client { get; }

    public TimeSpan Elapsed => _time.Elapsed;

    /// <summary>Calls on the chats 1 to <paramref name="count"/>, run to their end.</summary>
    public IReadOnlyList<Call> Run(RestMethod<bool> method, int count, HaltGroup? haltGroup = null)
    {
        var calls = new CallSequence<int>(Client.Dispatcher);
        var ended = new List<Call>();
        for (var number = 1; number <= count; number++)
        {
            calls.Add(number, SessionMethods.OnChat(method, new(ChatDirectory.GeneratedBase + number), haltGroup));
        }

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

    /// <summary>How often a call did its work, chat by chat.</summary>
    public IEnumerable<int> Executions(RestMethod method, int count) =>
        Enumerable.Range(1, count).Select(number => Portal.Journal.Executions(method.Name, ChatDirectory.GeneratedBase + number));
}
