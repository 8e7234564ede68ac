using System;
using System.Collections.Generic;
using System.Globalization;

namespace Bitrix24.Rest;

/// <summary>
/// How long nothing but losses and refusals may come before nothing more is tried: else each of a million calls would find out for itself.
/// A portal that is away ends the connection after <see cref="RetryPolicy.LongestOutage"/>, one that answers nothing after
/// <see cref="RetryPolicy.LongestSilence"/>. Guarded by the dispatcher's lock.
/// </summary>
/// <param name="policy">How long that is.</param>
/// <param name="outage">Whether the portal is away.</param>
internal sealed class GiveUpRule(RetryPolicy policy, Outage outage)
{
    // One may be a front server that is just being set up anew; two are its answer to all that come.
    private const int MostRefusedOnTheWay = 2;

    private readonly Dictionary<string, Refusal> _refused = new(StringComparer.OrdinalIgnoreCase);
    private DateTimeOffset _answeredAt;
    private DateTimeOffset? _refusedSince;
    private DateTimeOffset? _lostSince;
    private int _refusedOnTheWay;

    /// <summary>Calls come after a time without any.</summary>
    public void Begin(DateTimeOffset now)
    {
        _answeredAt = now;
        _refusedSince = _lostSince = null;
        outage.Resume(now);
    }

    /// <summary>A request has come back.</summary>
    /// <param name="error">Why the whole of it has no result; null where it has one.</param>
    /// <param name="sentAt">When it was sent.</param>
    /// <param name="retryAfter">How long the server asks to wait; null where it does not.</param>
    /// <param name="now">The time.</param>
    /// <returns>Why nothing more is tried on this connection; null where more is.</returns>
    public Bitrix24Exception? Judge(Bitrix24Exception? error, DateTimeOffset sentAt, TimeSpan? retryAfter, DateTimeOffset now)
    {
        if (now - sentAt > policy.LongestAwake)
        {
            // That was no silence of the portal's.
            Begin(now);
        }

        switch (error?.Row.Kind)
        {
            case FailureKind.RateLimit:
                _lostSince = null;
                _refusedSince ??= now;
                return now - _refusedSince > policy.LongestRefusal ? error!.AsEnd() : null;
            case FailureKind.NotExecuted when error!.IsRefusedOnTheWay && ++_refusedOnTheWay >= MostRefusedOnTheWay:
                return error.With(RestText.Of("Connection_RefusedTwice")).AsEnd();
            case FailureKind.Ambiguous or FailureKind.NotExecuted when outage.Since is { } since:
                // This is no silence: it has a measure of its own.
                (_answeredAt, _lostSince) = (now, null);
                return outage.IsOver(now) ? Lost(RestText.Of("Connection_Unreached", Minutes(now - since), error!.Text)) : null;
            case FailureKind.Ambiguous or FailureKind.NotExecuted:
                _lostSince ??= sentAt > _answeredAt ? sentAt : _answeredAt;
                if (now - _lostSince > policy.LongestSilence || now - _answeredAt > policy.LongestSilence + policy.LongestRefusal)
                {
                    return Lost(RestText.Of("Connection_Silent", Minutes(now - _answeredAt), error!.Text));
                }

                // A server that asks for time is given it.
                _lostSince = retryAfter is { } asked && now + asked > _lostSince ? now + asked : _lostSince;
                return null;
            default:
                _refusedOnTheWay = 0;
                Begin(now);
                return null;
        }
    }

    /// <summary>A call of a method was answered.</summary>
    public void Answer(string method)
    {
        if (_refused.Count > 0)
        {
            _refused.Remove(method);
        }
    }

    /// <summary>A call of a method was refused for its operating time.</summary>
    /// <param name="method">The method.</param>
    /// <param name="error">The refusal.</param>
    /// <param name="until">Until when the method is held back.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether its calls are not tried any more until then.</returns>
    public bool Refuse(string method, Bitrix24Exception error, DateTimeOffset until, DateTimeOffset now)
    {
        // A method that has long been free since is refused anew.
        var since = _refused.TryGetValue(method, out var refusal) && now - refusal.Until < policy.LongestRefusal ? refusal.Since : now;
        var isOver = now - since > policy.LongestRefusal;
        _refused[method] = new(since, isOver ? error : null, until);
        return isOver;
    }

    /// <summary>Why calls of a method are not tried for now; null where they are.</summary>
    public Bitrix24Exception? RefusalOf(string method, DateTimeOffset now) =>
        _refused.Count > 0 && _refused.TryGetValue(method, out var refusal) && now < refusal.Until ? refusal.Error?.For(method) : null;

    private static Bitrix24Exception Lost(LocalizableText what) => Failure.Own(OwnErrorId.ConnectionLost, what);

    private static string Minutes(TimeSpan time) => time.TotalMinutes.ToString("0.#", CultureInfo.InvariantCulture);

    private readonly record struct Refusal(DateTimeOffset Since, Bitrix24Exception? Error, DateTimeOffset Until);
}
