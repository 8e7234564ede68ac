using System;
using System.Globalization;

namespace Bitrix24.Rest;

/// <summary>Keeps account of the times when calls wait and none may leave. Guarded by the dispatcher's lock.</summary>
internal sealed class HoldWatch(Outage outage, Notices notices)
{
    private static readonly TimeSpan WorthTelling = TimeSpan.FromSeconds(0.1);

    private Hold? _hold;
    private DateTimeOffset _since;

    /// <summary>How many there were.</summary>
    public long Count { get; private set; }

    /// <summary>How long they took together, the present one not included.</summary>
    public TimeSpan Total { get; private set; }

    /// <summary>The present one; null where there is none.</summary>
    public Hold? At(DateTimeOffset now) =>
        outage.Since is { } since ? new(HoldReason.Outage, outage.AskAt) { Since = since }
        : _hold is { } hold && hold.Until > now ? hold
        : null;

    /// <summary>Nothing may leave before this moment.</summary>
    public void Begin(DateTimeOffset? until, HoldReason reason, DateTimeOffset now)
    {
        if (until is not { } end || (_hold is { } hold && hold.Reason == reason && hold.Until >= end))
        {
            return;
        }

        if (_hold is null)
        {
            _since = now;
            Count++;
        }

        if (end - now >= WorthTelling && _hold?.Reason != reason)
        {
            var wait = (end - now).TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
            notices.Add($"{Tell(reason)}: waiting {wait} s, until {end.ToLocalTime():HH:mm:ss}.");
        }

        _hold = new Hold(reason, end);
    }

    /// <summary>Something leaves.</summary>
    public void End(DateTimeOffset now)
    {
        if (_hold is not null)
        {
            _hold = null;
            Total += now - _since;
        }
    }

    private static string Tell(HoldReason reason) => reason switch
    {
        HoldReason.RequestLimit => "The portal's request rate is used up",
        HoldReason.OwnRate => "The connection's own request rate (-MaximumRequestRate) is used up",
        HoldReason.OperatingLimit => "The portal's operating time is used up",
        HoldReason.Outage => "The portal cannot be reached",
        HoldReason.SigningIn => "The access token is over and the next one is asked for",
        HoldReason.Chat => "A stopped or lost request may still be at work in these chats",
        _ => "What was lost goes again after a pause",
    };
}
