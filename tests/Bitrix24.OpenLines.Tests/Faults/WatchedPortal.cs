using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Bitrix24.Rest;
using Bitrix24.Sandbox;
using Portal;
using Portal.Faults;

namespace Bitrix24.OpenLines.Tests.Faults;

/// <summary>A portal whose clients write, and a watch over a bad line to it, in virtual time.</summary>
internal sealed class WatchedPortal
{
    /// <summary>A chat that the administrator is in, whose webhook watches.</summary>
    public const long Chat = 2103;

    private readonly VirtualTime _time = new();
    private readonly SleepingClock _clock;
    private readonly Bitrix24Client _client;
    private int _written;

    public WatchedPortal(FaultSchedule? schedule = null, TimeSpan? longest = null, long? from = null)
    {
        // With a context on the thread, answers would be carried on by other threads, in no order.
        SynchronizationContext.SetSynchronizationContext(null);
        _clock = new(_time);
        Portal = SandboxPortal.CreateDefault(new() { Time = _time, Bucket = new(50, 2) });
        Handler = new(new SandboxHandler(Portal), schedule ?? FaultSchedule.Of(Enumerable.Empty<Fault>()), _time);
        Assert.True(WebhookAddress.TryParse(DefaultData.AdminWebhook, out var credentials, out _));
        _client = Bitrix24Client.ForHandler(credentials!, Handler, _clock);
        Longest = longest ?? TimeSpan.FromSeconds(10);
        Watch = new(from, Longest);
    }

    public SandboxPortal Portal { get; }

    public FaultHandler Handler { get; }

    public TimeSpan Longest { get; }

    public EventWatch Watch { get; private set; }

    public TimeSpan Elapsed => _time.Elapsed;

    /// <summary>Why nothing more is sent; null while something may be.</summary>
    public Bitrix24Exception? End => _client.Dispatcher.End;

    /// <summary>The last page that came.</summary>
    public EventPage? Last { get; private set; }

    /// <summary>Whether the last question brought a page without events.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>What was taken: messages by their ids, as often as they came.</summary>
    public List<long> Taken { get; } = [];

    /// <summary>The ids of all that clients wrote since the first question.</summary>
    public IReadOnlyList<long> Written =>
        [.. Portal.Chats.Change(Chat)!.Messages.Where(static one => one.Text.StartsWith('#')).Select(static one => one.Id)];

    public void Write(int count = 1)
    {
        for (var i = 0; i < count; i++)
        {
            Portal.Switches.WriteAsClient(Chat, "#" + (++_written).ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The machine sleeps while its timers stand still.</summary>
    public void Sleep(TimeSpan time) => _clock.Sleep(time);

    /// <summary>Whoever watched is gone, and another comes.</summary>
    public void Restart(long? from = null) => Watch = new(from, Longest);

    /// <summary>Asks once, and takes so many of the messages that come; where it takes all of a page it confirms it.</summary>
    /// <returns>How many it took; null where no page came.</returns>
    public int? Ask(int most = int.MaxValue)
    {
        var page = Watch.Ask(_client, Pass, CancellationToken.None);
        IsEmpty = page is { Events.Count: 0, HasMore: false };
        if (page is null)
        {
            Assert.True(Watch.GoesOn, Watch.Error?.Message);
            return null;
        }

        var messages = page.Events.Select(static one => one.Message).OfType<MessageRecord>().Select(static one => one.MessageId).ToList();
        Last = page;
        Taken.AddRange(messages.Take(most));
        if (messages.Count <= most)
        {
            Watch.Confirm(page);
        }

        return Math.Min(most, messages.Count);
    }

    /// <summary>The pause before the next question passes.</summary>
    public void Rest() => _time.Advance(Watch.Pause);

    // While somebody waits, the time passes until all that was asked for has been answered.
    private void Pass()
    {
        while (_client.Dispatcher.Counters is var all && all.Succeeded + all.Failed + all.NotSent + all.Abandoned < all.Calls)
        {
            Assert.True(_time.AdvanceToNextTimer());
        }
    }
}
