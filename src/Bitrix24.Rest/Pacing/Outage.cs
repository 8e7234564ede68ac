using System;
using System.Globalization;

namespace Bitrix24.Rest;

/// <summary>
/// Whether the portal is away. Where nothing gets through, that is one fact about the portal and not one about each call: so no call is
/// sent, and one request that changes nothing asks, at once and then after growing pauses. Guarded by the dispatcher's lock.
/// <list type="table">
/// <item><term>it begins</term><description>with a request that nobody has answered: no connection could be made
/// (<see cref="Bitrix24Exception.IsUnreached"/>), it broke, or a front server found nothing behind it
/// (<see cref="Bitrix24Exception.IsUnanswered"/>)</description></item>
/// <item><term>it ends</term><description>with any answer of the API to any request, be it an error</description></item>
/// <item><term>it is told of</term><description>after some seconds: before that it may be one connection of many</description></item>
/// </list>
/// </summary>
/// <param name="policy">How long it is waited for.</param>
/// <param name="notices">Where it is told of.</param>
/// <param name="seed">For what is left to chance.</param>
internal sealed class Outage(RetryPolicy policy, Notices notices, int seed)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // A portal that is alive may break off some answers too, but not all for so long.
    private static readonly TimeSpan UnreachedFor = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan UnansweredFor = TimeSpan.FromSeconds(10);

    private readonly RetryDelay _pause = new(policy.RetryInterval < LongestPause ? policy.RetryInterval : LongestPause, seed);
    private DateTimeOffset _since;
    private DateTimeOffset _end;
    private int _asks;
    private bool _isSeen;
    private LocalizableText? _why;
    private bool _isTold;

    /// <summary>Whether no call is to be sent.</summary>
    public bool IsOn { get; private set; }

    /// <summary>Whether the portal was asked in vain again, after a pause.</summary>
    public bool IsConfirmed => IsOn && _asks > 1;

    /// <summary>Since when the portal is away; null while it is not known to be.</summary>
    public DateTimeOffset? Since => IsOn && _isSeen ? _since : null;

    /// <summary>When it is asked again.</summary>
    public DateTimeOffset AskAt { get; private set; }

    /// <summary>Whether it has been away for as long as is waited.</summary>
    public bool IsOver(DateTimeOffset now) => IsOn && now >= _end;

    /// <summary>Calls come after a time without any: the waiting begins anew.</summary>
    public void Resume(DateTimeOffset now)
    {
        AskAt = now;
        _end = now + policy.LongestOutage;
        _isTold = false;
    }

    /// <summary>Somebody waits for an answer: it is asked now.</summary>
    public void Hurry(DateTimeOffset now) => AskAt = now < AskAt ? now : AskAt;

    /// <summary>Learns what a request shows.</summary>
    /// <param name="error">Why the whole of it has no result; null where it has one.</param>
    /// <param name="isAsk">Whether it was one that asks.</param>
    /// <param name="retryAfter">How long the server asks to wait; null where it does not.</param>
    /// <param name="now">The time.</param>
    public void Learn(Bitrix24Exception? error, bool isAsk, TimeSpan? retryAfter, DateTimeOffset now)
    {
        if (policy.OutageTimeout <= TimeSpan.Zero)
        {
            return;
        }

        if (error is not { Code: null, Row.Kind: FailureKind.NotExecuted or FailureKind.Ambiguous })
        {
            End(now);
        }
        else if (IsOn && isAsk)
        {
            if (now - AskAt > policy.LongestAwake)
            {
                // The machine slept, and what it is told of now is not what went on meanwhile.
                Resume(now);
            }

            _asks++;
            _why = error.Text;
            _isSeen |= now - _since >= (error.IsUnreached ? UnreachedFor : UnansweredFor) || now >= _end;
            Pause(_pause.After(_asks), retryAfter, now);
        }
        else if (!IsOn && (error.IsUnreached || error.IsUnanswered))
        {
            IsOn = true;
            (_since, _end, _asks, _isSeen, _isTold) = (now, now + policy.LongestOutage, 0, false, false);
            Pause(TimeSpan.Zero, retryAfter, now);
        }
    }

    /// <summary>Tells of it once, where calls wait for it.</summary>
    public void Tell(DateTimeOffset now)
    {
        if (_isTold || Since is not { } since)
        {
            return;
        }

        _isTold = true;
        notices.Warn(RestText.Of("Outage_Begins", TimeOf(since), Math.Ceiling((AskAt - now).TotalSeconds), TimeOf(_end), _why));
    }

    private static string TimeOf(DateTimeOffset time) => time.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private void End(DateTimeOffset now)
    {
        if (IsOn && _isTold)
        {
            notices.Warn(RestText.Of("Outage_Ends", (now - _since).TotalSeconds.ToString("0", CultureInfo.InvariantCulture)));
        }

        IsOn = false;
    }

    private void Pause(TimeSpan pause, TimeSpan? retryAfter, DateTimeOffset now)
    {
        AskAt = now + (pause < LongestPause ? pause : LongestPause);
        if (policy.Bound(retryAfter) is { } asked && now + asked > AskAt)
        {
            // A server that asks for time is given it, though not for ever.
            AskAt = now + asked;
            var (longer, longest) = (AskAt + policy.LongestOutage, _since + policy.LongestOutage + policy.LongestRefusal);
            _end = longer < longest ? longer : longest;
        }

        // The last time is when the waiting ends.
        AskAt = AskAt > _end && now < _end ? _end : AskAt;
    }
}
