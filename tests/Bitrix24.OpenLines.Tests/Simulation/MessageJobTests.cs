using System;
using System.Threading;
using Bitrix24.Rest;
using Bitrix24.Sandbox;
using Portal;
using Xunit.Abstractions;

namespace Bitrix24.OpenLines.Tests;

/// <summary>How near reading the whole history of chats comes to the least that it can take, in virtual time.</summary>
public sealed class MessageJobTests(ITestOutputHelper output)
{
    // As many chats are begun at once as Get-OLMessage begins.
    private const int Room = 100;
    private const double Burst = 50;
    private const double Drain = 2;

    private readonly VirtualTime _time = new();

    [Theory]
    [InlineData(1, 5_000, 1.0)]
    public void A_history_takes_its_pages_and_the_empty_one_that_ends_it_and_one_page_of_memory(int chats, int messages, double reach)
    {
        // With a context on the thread, answers would be carried on by other threads, in no order.
        SynchronizationContext.SetSynchronizationContext(null);
        var portal = SandboxPortal.CreateDefault(new() { Time = _time, Bucket = new(Burst, Drain), JournalChats = false });
        portal.Chats.Pattern = new(Messages: messages, OperatorId: DefaultData.Admin);
        portal.AddChats(chats);
        Assert.True(WebhookAddress.TryParse(DefaultData.AdminWebhook, out var credentials, out _));
        var shared = SharedPortal.Create(_time, seed: 1);
        using var client = Bitrix24Client.ForHandler(credentials!, new SandboxHandler(portal), shared, seed: 1);
        var calls = new CallSequence<long>(client.Dispatcher) { Room = Room, Thread = new(static () => false) };

        var (read, added, held) = (0L, 0, 0);
        while (added < chats || calls.Count > 0)
        {
            while (added < chats && !calls.IsFull)
            {
                added++;
                calls.Add(added, MessagePages.Newest.First(new(ChatDirectory.GeneratedBase + added)));
            }

            calls.Flush();
            calls.Continue(static (_, page) => MessagePages.Newest.Behind((Call<ChatPage>)page) is { } next ? [next] : []);
            held = Math.Max(held, calls.Count);
            if (calls.TryTake(out var entry))
            {
                Assert.Null(entry.Error);
                read += ((Call<ChatPage>)entry.Call!).Result!.Page.Messages.Count;
            }
            else
            {
                Assert.True(_time.AdvanceToNextTimer());
            }
        }

        var pages = Math.Ceiling(messages / 50.0) + 1;
        var least = Math.Max(pages, Math.Ceiling(chats * pages / 50));
        var floor = Math.Max(0, (least - Burst) / Drain);
        var counters = client.Dispatcher.Counters;
        output.WriteLine(
            $"{chats} chats of {messages}: {counters.Requests} requests, least {least}; {_time.Elapsed.TotalSeconds:0.##} s, "
            + $"floor {floor:0.##} s; {counters.Refusals} refused; {held} pages kept at most");
        Assert.Equal((long)chats * messages, read);
        Assert.InRange(counters.Requests - counters.Refusals, least, Math.Ceiling(least * reach) + 1);
        Assert.InRange(_time.Elapsed.TotalSeconds, 0, (floor * 1.06) + 2);
        Assert.InRange(held, 1, 2 * Math.Min(chats, Room));
    }
}
