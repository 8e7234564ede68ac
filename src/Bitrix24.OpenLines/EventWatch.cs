using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Bitrix24.Rest;

namespace Bitrix24.OpenLines;

/// <summary>
/// Reads a portal's record of events, for as long as somebody wants it. The portal forgets what stands before the offset that it is asked
/// for, so that moves only when all of a page has been taken: what is not confirmed comes again.
/// </summary>
/// <param name="from">The event to begin with; null for the oldest that there is.</param>
/// <param name="longest">The longest pause between two questions.</param>
internal sealed class EventWatch(long? from, TimeSpan longest)
{
    // The strictest plan lets in two requests a second, and whatever else works at the portal shares them.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    // The subscription is asked to go on: somebody else may have ended it.
    private static readonly TimeSpan Renewal = TimeSpan.FromHours(1);

    // All tries of a call are over before, unless the machine sleeps: then it is asked again.
    private static readonly TimeSpan LongestTry = TimeSpan.FromHours(2);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private long? _offset = from;
    private DateTimeOffset? _subscribedAt;

    /// <summary>How long to wait before it is asked again.</summary>
    public TimeSpan Pause { get; private set; } = Shortest;

    /// <summary>Why the last question brought no page; null where it brought one.</summary>
    public Bitrix24Exception? Error { get; private set; }

    /// <summary>Whether to ask again may help where no page came.</summary>
    public bool GoesOn => Error?.Row.Kind is not (FailureKind.Final or FailureKind.Connection);

    /// <summary>Begins a watch.</summary>
    /// <param name="offset">The offset as it was given; null for none.</param>
    /// <param name="longest">The longest pause between two questions.</param>
    /// <param name="error">Why it is no offset; null where it is one.</param>
    /// <returns>Null where it is none.</returns>
    public static EventWatch? From(string? offset, TimeSpan longest, out Bitrix24Exception? error)
    {
        error = null;
        return offset is null ? new(null, longest)
            : PortalId.TryParse(offset, IdKind.Event, EventMethods.Get.Name, out var from, out error) ? new(from, longest)
            : null;
    }

    /// <summary>Asks once.</summary>
    /// <param name="client">The connection.</param>
    /// <param name="whileWaiting">Called several times a second on the caller's thread.</param>
    /// <param name="cancellation">Ends it at once.</param>
    /// <returns>Null where no page has come.</returns>
    public EventPage? Ask(Bitrix24Client client, Action whileWaiting, CancellationToken cancellation)
    {
        var now = client.Clock.Now;
        var page = EventMethods.GetPage(_offset);
        IReadOnlyList<Call> calls = now - _subscribedAt < Renewal ? [page] : [EventMethods.Subscribe(), page];
        AwaitedCalls.Run(client, calls, LongestTry, whileWaiting, cancellation);
        if (calls.All(static call => call is { IsCompleted: true, Error: null }))
        {
            Error = null;
            _subscribedAt = calls.Count > 1 ? now : _subscribedAt;
            return page.Result;
        }

        Error = Explain(calls.Select(static call => call.Error).FirstOrDefault(static error => error is not null));
        _subscribedAt = null;
        Pause = Longer();
        return null;
    }

    /// <summary>All of a page has been taken: it is confirmed with the next question.</summary>
    public void Confirm(EventPage page)
    {
        // Behind the last event that was seen, whatever the portal says: what was not seen is not confirmed.
        var next = page.Events.Count > 0 ? page.Events[page.Events.Count - 1].EventId + 1 : page.NextOffset;
        var moves = next > (_offset ?? 0);
        _offset = moves ? next : _offset;
        Pause = page.HasMore && moves ? TimeSpan.Zero : page.Events.Any(static one => one.IsMessage) ? Shortest : Longer();
    }

    /// <summary>Waits until it is to be asked again.</summary>
    /// <inheritdoc cref="Ask" path="/param"/>
    public void Rest(Bitrix24Client client, Action whileWaiting, CancellationToken cancellation)
    {
        using var end = new Deadline(Pause, client.Clock.Time, cancellation);
        while (!end.Token.WaitHandle.WaitOne(Interval))
        {
            whileWaiting();
        }
    }

    private static Bitrix24Exception Explain(Bitrix24Exception? error) =>
        error is null ? Failure.Own(OwnErrorId.RequestTimeout, LineText.Of("Watch_NoAnswer"), EventMethods.Get.Name)
        : string.Equals(error.Code, ErrorTable.MethodNotFound, StringComparison.OrdinalIgnoreCase)
            ? error.Advising(LineText.Of("Watch_NoMethodAdvice"))
        : error;

    private TimeSpan Longer()
    {
        var longer = Pause < Shortest ? Shortest : Pause + Pause;
        return longer < longest ? longer : longest;
    }
}
