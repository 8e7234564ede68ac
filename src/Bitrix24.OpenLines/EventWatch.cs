using System;
using System.Collections.Generic;
using System.Linq;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>
/// What is asked of a portal's record of events, and when. The portal forgets what stands before the offset that it is asked for, so that
/// moves only when all of a page has been taken: what is not confirmed comes again.
/// </summary>
/// <param name="from">The event to begin with; null for the oldest that there is.</param>
/// <param name="longest">The longest pause between two questions.</param>
internal sealed class EventWatch(long? from, TimeSpan longest)
{
    // The strictest plan lets in two requests a second, and whatever else works at the portal shares them.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    // The subscription is asked to go on: somebody else may have ended it.
    private static readonly TimeSpan Renewal = TimeSpan.FromHours(1);

    private long? _offset = from;
    private DateTimeOffset? _subscribedAt;
    private Call<bool>? _subscription;
    private Call<EventPage> _page = EventMethods.GetPage(from);

    /// <summary>How long to wait before it is asked again.</summary>
    public TimeSpan Pause { get; private set; } = Shortest;

    /// <summary>The page that has come; null where none has.</summary>
    public EventPage? Page => Error is null ? _page.Result : null;

    /// <summary>Why none has come; null where one has, and where nobody knows.</summary>
    public Bitrix24Exception? Error => _subscription?.Error ?? _page.Error;

    /// <summary>Whether nothing is left that could be confirmed.</summary>
    public bool IsEmpty => Page is { Events.Count: 0, HasMore: false };

    /// <summary>The calls of the next question.</summary>
    public IReadOnlyList<Call> Ask(DateTimeOffset now)
    {
        _page = EventMethods.GetPage(_offset);
        var isDue = _subscribedAt is null || now - _subscribedAt >= Renewal;
        _subscription = isDue ? EventMethods.Subscribe() : null;
        return _subscription is null ? [_page] : [_subscription, _page];
    }

    /// <summary>All of the page has been taken: it is confirmed with the next question.</summary>
    public void Confirm(DateTimeOffset now)
    {
        var page = Page!;
        _subscribedAt = _subscription is null ? _subscribedAt : now;

        // Behind the last event that was seen, whatever the portal says: what was not seen is not confirmed.
        var next = page.Events.Count > 0 ? page.Events[page.Events.Count - 1].EventId + 1 : page.NextOffset;
        var goesOn = next > (_offset ?? 0);
        _offset = goesOn ? next : _offset;
        Pause = page.HasMore && goesOn ? TimeSpan.Zero : page.Events.Any(static one => one.IsMessage) ? Shortest : Longer();
    }

    /// <summary>No page has come. The same is asked again, and the subscription too.</summary>
    /// <returns>Whether asking again may help.</returns>
    public bool Forgo()
    {
        _subscribedAt = null;
        Pause = Longer();
        return Error?.Row.Kind is null or not (FailureKind.Final or FailureKind.Connection);
    }

    private TimeSpan Longer()
    {
        var longer = Pause < Shortest ? Shortest : Pause + Pause;
        return longer < longest ? longer : longest;
    }
}
