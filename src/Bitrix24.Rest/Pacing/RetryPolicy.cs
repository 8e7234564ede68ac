using System;

namespace Bitrix24.Rest;

/// <summary>How often and how long a connection tries.</summary>
internal sealed record RetryPolicy
{
    public static readonly RetryPolicy Default = new();

    /// <summary>After how long the cloud cuts a request: work that took longer than it was given is over then.</summary>
    public static readonly TimeSpan CloudCut = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestWay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ShortestAsk = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestAsk = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LatestTimer = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestSilence = TimeSpan.FromMinutes(10);

    private readonly TimeSpan? _givenTimeout;

    /// <summary>How many times a call whose request was lost goes again.</summary>
    public int MaximumRetryCount { get; init; } = 3;

    /// <summary>The delay before the first of them; it doubles each time.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many requests a second are sent at the most, whatever the portal allows; null where only the portal says.</summary>
    public double? MaximumRequestRate { get; init; }

    /// <summary>How long a portal may be away that nothing gets through to; zero where that is like any other loss.</summary>
    public TimeSpan OutageTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long an answer may take. A number that was given bounds every request, whatever is in it; where none was given a request that
    /// asks for longer work is given longer. The cloud cuts a request after 60 s, and the answer may take a while to arrive.
    /// </summary>
    public TimeSpan RequestTimeout
    {
        get => _givenTimeout ?? UsualTimeout;
        init => _givenTimeout = value;
    }

    /// <summary>
    /// How long the work of one request is expected to take at the most: half of what the cloud gives it, and half of what the user does.
    /// </summary>
    public TimeSpan LongestWork => _givenTimeout is { } given && given < CloudCut ? Half(given) : Half(CloudCut);

    /// <summary>How long a call, a method or the whole connection may be refused for a limit before it ends with that refusal.</summary>
    public TimeSpan LongestRefusal { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The longest that a server's Retry-After is believed.</summary>
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a portal may answer nothing at all before the connection ends: no shorter than all the tries of one call take.
    /// </summary>
    public TimeSpan LongestSilence
    {
        get
        {
            var tries = MaximumRetryCount + 1.0;
            var longest = tries * (RequestTimeout.TotalSeconds + RetryDelay.LongestOf(RetryInterval).TotalSeconds);
            return longest > ShortestSilence.TotalSeconds ? TimeSpan.FromSeconds(Math.Min(longest, int.MaxValue)) : ShortestSilence;
        }
    }

    /// <summary>How long an outage is waited for: no shorter than the pauses between all the tries of one call take.</summary>
    public TimeSpan LongestOutage
    {
        get
        {
            var pauses = 0.0;
            for (var losses = 1; losses <= MaximumRetryCount; losses++)
            {
                pauses += RetryDelay.LongestAfter(RetryInterval, losses).TotalSeconds;
            }

            return pauses > OutageTimeout.TotalSeconds ? ExactTime.OfSeconds(pauses) : OutageTimeout;
        }
    }

    /// <summary>No answer is waited for longer, even where timers are late: where more time has passed, the machine slept.</summary>
    public TimeSpan LongestAwake => (RequestTimeout > LongestTimeout ? RequestTimeout : LongestTimeout) + LatestTimer;

    /// <summary>How long a request may take that asks whether the portal is back: at first that may be slow.</summary>
    public TimeSpan AskTimeout => TokenTimeout < ShortestAsk ? ShortestAsk : TokenTimeout;

    /// <summary>How long a token server may take to answer: it has no work to do that would take longer.</summary>
    public TimeSpan TokenTimeout => RequestTimeout < LongestAsk ? RequestTimeout : LongestAsk;

    /// <summary>
    /// How long the answer to so much work may take. Where the user does not say it: never less than the work itself may, and not for ever
    /// where a portal tells of ever longer work.
    /// </summary>
    public TimeSpan TimeoutFor(TimeSpan work)
    {
        if (_givenTimeout is { } given)
        {
            return given;
        }

        var needed = work < LongestTimeout - work ? work + work : LongestTimeout;
        return needed > UsualTimeout ? needed : UsualTimeout;
    }

    /// <summary>After how long work that nobody hears of any more is over: it may take longer than expected, and begin late.</summary>
    public static TimeSpan LongestWorkOf(TimeSpan work) => LongestWay + work + work;

    /// <summary>A server's wish, within bounds.</summary>
    public TimeSpan? Bound(TimeSpan? retryAfter) => retryAfter > LongestRetryAfter ? LongestRetryAfter : retryAfter;

    private static TimeSpan Half(TimeSpan time) => TimeSpan.FromTicks(time.Ticks / 2);
}
