using System;
using System.Collections.Generic;

namespace Bitrix24.Rest;

/// <summary>The operating time of one method: what was spent in which minute, what is on its way, and what others spend.</summary>
internal sealed class MethodBudget
{
    private const int Minutes = 10;
    private static readonly TimeSpan ShortestBlock = TimeSpan.FromSeconds(1);
    private readonly Queue<(DateTimeOffset FallsOutAt, TimeSpan Spent)> _own = new();
    private TimeSpan _ownSum;
    private TimeSpan _others;
    private TimeSpan _limit = OperatingBudget.UsualLimit;
    private DateTimeOffset _othersUntil;
    private DateTimeOffset? _blockedUntil;
    private DateTimeOffset? _resetAt;
    private TimeSpan _ahead;

    /// <summary>What the calls under way are expected to take.</summary>
    public TimeSpan Reserved { get; set; }

    public TimeSpan Spent(DateTimeOffset now)
    {
        Forget(now);
        return _ownSum + _others;
    }

    public DateTimeOffset? BlockedUntil(TimeSpan work, bool isLimited, DateTimeOffset now)
    {
        if (_blockedUntil is { } until)
        {
            if (until > now)
            {
                return until;
            }

            _blockedUntil = null;
        }

        if (!isLimited || Spent(now) + Reserved + work <= _limit || (_ownSum + _others + Reserved == TimeSpan.Zero))
        {
            return null;
        }

        // Either a minute falls out of the window, or calls come back shorter than expected: each answer makes the queue look again.
        var next = _others > TimeSpan.Zero ? _othersUntil : now + TimeSpan.FromMinutes(1);
        return _own.Count > 0 && _own.Peek().FallsOutAt is var first && first < next ? first : next;
    }

    public void Report(TimeSpan work, TimeSpan operating, CallTime time, DateTimeOffset now)
    {
        if (time.Finish is { } finish)
        {
            _ahead = Unix(finish) - now;
        }

        Forget(now);
        if (work > TimeSpan.Zero)
        {
            _own.Enqueue((FallsOutAt(now), work));
            _ownSum += work;
        }

        // A sum beyond the usual limit that was still answered shows a plan that grants more.
        if (operating > _limit + work)
        {
            _limit = operating;
        }

        // Nothing stays in the window for longer than it lasts, whatever the portal's clock says.
        var latest = now + TimeSpan.FromMinutes(Minutes);
        _resetAt = time.OperatingResetAt is { } reset ? Unix(reset) - _ahead is var told && told < latest ? told : latest : null;
        _others = operating > _ownSum ? operating - _ownSum : TimeSpan.Zero;
        _othersUntil = _resetAt is { } at && at > now ? at : latest;
    }

    public DateTimeOffset Block(TimeSpan? retryAfter, DateTimeOffset now, TimeSpan window)
    {
        if (_blockedUntil is { } already && already > now)
        {
            return already;
        }

        // A wish to be asked again at once is none: the method would be asked in vain until its calls give up.
        var until = retryAfter is { } asked && asked >= ShortestBlock ? now + asked
            : _resetAt is { } reset && reset > now ? reset
            : _own.Count > 0 && _own.Peek().FallsOutAt is var first && first > now ? first
            : now + TimeSpan.FromTicks(window.Ticks / Minutes);
        _blockedUntil = until;
        return until;
    }

    private static DateTimeOffset Unix(double seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(0).AddTicks((long)(seconds * TimeSpan.TicksPerSecond));

    /// <summary>
    /// When what is spent now falls out of the window: ten minutes after the portal's minute began. It stays so whatever its clock says
    /// later.
    /// </summary>
    private DateTimeOffset FallsOutAt(DateTimeOffset now) =>
        now + TimeSpan.FromMinutes(Minutes) - TimeSpan.FromTicks((now + _ahead).UtcTicks % TimeSpan.TicksPerMinute);

    private void Forget(DateTimeOffset now)
    {
        while (_own.Count > 0 && _own.Peek().FallsOutAt <= now)
        {
            _ownSum -= _own.Dequeue().Spent;
        }

        if (_others > TimeSpan.Zero && _othersUntil <= now)
        {
            _others = TimeSpan.Zero;
        }
    }
}
