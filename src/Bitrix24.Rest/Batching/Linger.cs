using System;

namespace Bitrix24.Rest;

/// <summary>
/// How long calls wait for others to share a request with: until there are enough, until their sender has nothing more for now,
/// or until they have waited long enough. Guarded by the dispatcher's lock.
/// </summary>
internal sealed class Linger
{
    /// <summary>How long a call may wait for others to share a request with.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(15);

    /// <summary>How long the sender must have been quiet before that is noted. It counts only once noted and seen again: a process that was stopped for a while had no time to send.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(10);

    /// <summary>How long calls may wait that keep coming while answers are under way, or whose sender waits for one of these.</summary>
    public static readonly TimeSpan LongestLinger = TimeSpan.FromMilliseconds(100);

    private PipelineThread? _lastThread;
    private long _flushedThrough;
    private DateTimeOffset _oldestSince;
    private DateTimeOffset _heardAt;
    private DateTimeOffset _quietSince;
    private DateTimeOffset _answeredAt;

    /// <summary>A call has come.</summary>
    /// <param name="call">The call.</param>
    /// <param name="isFirst">Whether no other waits.</param>
    /// <param name="now">The time.</param>
    public void Add(Call call, bool isFirst, DateTimeOffset now)
    {
        _oldestSince = isFirst ? now : _oldestSince;
        _heardAt = now;
        _lastThread = call.Owner?.Thread;
    }

    /// <summary>A request has left.</summary>
    public void Leave(DateTimeOffset now) => _oldestSince = now;

    /// <summary>A call and those before it need not wait for company.</summary>
    public void Flush(Call last) =>
        _flushedThrough = Math.Max(_flushedThrough, last.Sequence);

    public bool IsFlushed(Call call) => call.Sequence <= _flushedThrough;

    /// <summary>A thread that has waited resumes.</summary>
    public void Resumed(PipelineThread thread, DateTimeOffset now) => _heardAt = thread == _lastThread ? now : _heardAt;

    /// <summary>An answer has come: a sender that waits needs a moment to make more calls of it.</summary>
    public void Answer(DateTimeOffset now)
    {
        if (_lastThread is { IsWaiting: true })
        {
            _answeredAt = _heardAt = now;
        }
    }

    /// <summary>Whether the calls that wait may leave though they are too few for a full batch.</summary>
    /// <param name="oldest">The oldest of them that may go.</param>
    /// <param name="isAnswerUnderWay">Whether a request is under way.</param>
    /// <param name="now">The time.</param>
    /// <param name="wakeAt">When to ask again where they may not.</param>
    public bool IsOver(Call oldest, bool isAnswerUnderWay, DateTimeOffset now, out DateTimeOffset wakeAt)
    {
        wakeAt = _oldestSince + LongestLinger;
        if (oldest.Losses > 0 || IsFlushed(oldest) || wakeAt <= now)
        {
            return true;
        }

        // What comes of the answer that the sender waits for is company for what waits here.
        if (isAnswerUnderWay && _lastThread is { IsWaiting: true })
        {
            return false;
        }

        if (isAnswerUnderWay && _lastThread is { IsAtWork: true })
        {
            _heardAt = now;
        }

        if (_quietSince <= _heardAt && now - _heardAt >= Quiet)
        {
            _quietSince = now;
        }

        var quietAt = _quietSince > _heardAt ? _quietSince + (Usual - Quiet) : _heardAt + Quiet;
        var lingeredAt = isAnswerUnderWay ? wakeAt : (_oldestSince > _answeredAt ? _oldestSince : _answeredAt) + Usual;
        wakeAt = quietAt < lingeredAt ? quietAt : lingeredAt;
        return wakeAt <= now;
    }
}
