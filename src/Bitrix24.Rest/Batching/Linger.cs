using System;

namespace Bitrix24.Rest;

/// <summary>
/// How long calls that are too few for a full batch wait for others. It depends on what the thread does that made the last of them:
/// <list type="table">
/// <item><term>it waits for an answer under way</term><description>until that has come and it has made calls of it</description></item>
/// <item><term>it waits, and nothing is under way</term><description>not at all: nothing more can come</description></item>
/// <item><term>it sleeps</term><description>15 ms after the last call</description></item>
/// <item><term>it runs, or would if the machine let it</term><description>until it does one of these</description></item>
/// <item><term>whatever it does</term><description>100 ms; not at all after a <see cref="Flush"/> or a loss</description></item>
/// </list>
/// The clock alone could not tell a thread that has nothing more from one that is kept from running. Guarded by the dispatcher's lock.
/// </summary>
internal sealed class Linger
{
    /// <summary>How long a call waits for others where its thread sleeps.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(15);

    /// <summary>How long a call may wait for others.</summary>
    public static readonly TimeSpan LongestLinger = TimeSpan.FromMilliseconds(100);

    private PipelineThread? _lastThread;
    private long _flushedThrough;
    private DateTimeOffset _oldestSince;
    private DateTimeOffset _newestSince;

    /// <summary>A call has come.</summary>
    /// <param name="call">The call.</param>
    /// <param name="isFirst">Whether no other waits.</param>
    /// <param name="now">The time.</param>
    public void Add(Call call, bool isFirst, DateTimeOffset now)
    {
        _oldestSince = isFirst ? now : _oldestSince;
        _newestSince = now;
        _lastThread = call.Owner?.Thread;
    }

    /// <summary>A request has left.</summary>
    public void Leave(DateTimeOffset now) => _oldestSince = now;

    /// <summary>A call and those before it need not wait for company.</summary>
    public void Flush(Call last) => _flushedThrough = Math.Max(_flushedThrough, last.Sequence);

    public bool IsFlushed(Call call) => call.Sequence <= _flushedThrough;

    /// <summary>Whether the calls that wait may leave though they are too few for a full batch.</summary>
    /// <param name="oldest">The oldest of them that may go.</param>
    /// <param name="isAnswerUnderWay">Whether a request is under way.</param>
    /// <param name="now">The time.</param>
    /// <param name="wakeAt">When to ask again where they may not.</param>
    public bool IsOver(Call oldest, bool isAnswerUnderWay, DateTimeOffset now, out DateTimeOffset wakeAt)
    {
        wakeAt = _oldestSince + LongestLinger;
        if (oldest.Setbacks.Losses > 0 || IsFlushed(oldest) || wakeAt <= now)
        {
            return true;
        }

        if (_lastThread is { IsWaiting: true })
        {
            return !isAnswerUnderWay;
        }

        var lingeredAt = _newestSince + Usual;
        if (lingeredAt <= now && _lastThread is null or { IsAsleep: true })
        {
            return true;
        }

        var lookAt = lingeredAt > now ? lingeredAt : now + Usual;
        wakeAt = lookAt < wakeAt ? lookAt : wakeAt;
        return false;
    }
}
