using System;
using System.Collections.Generic;

namespace OpenLines;

/// <summary>
/// How long a run still takes, by its speed in the later half of its time: a portal lets a burst in at once and the rest slowly, so what a
/// run did first says nothing of its end.
/// </summary>
/// <param name="begin">When it began.</param>
internal sealed class RemainingTime(DateTimeOffset begin)
{
    // So many samples tell the half apart well enough, however long the run is.
    private const int Samples = 64;

    // Results come in batches of fifty: less than two of them are no speed, unless that is all there is for a while.
    private const long Telling = 100;
    private static readonly TimeSpan While = TimeSpan.FromSeconds(10);

    private readonly Queue<(DateTimeOffset At, long Ended)> _samples = new();
    private (DateTimeOffset At, long Ended) _last = (begin, 0);

    /// <summary>So many items have ended by now.</summary>
    public void Add(long ended, DateTimeOffset now)
    {
        if (ended > _last.Ended && (_samples.Count == 0 || (now - _last.At).Ticks >= (now - begin).Ticks / Samples))
        {
            _samples.Enqueue(_last);
            _last = (now, ended);
        }

        var half = begin + TimeSpan.FromTicks((now - begin).Ticks / 2);
        while (_samples.Count > 1 && _samples.Peek().At < half)
        {
            _samples.Dequeue();
        }
    }

    /// <returns>The time for so many more items; null where too little has ended to tell.</returns>
    public TimeSpan? For(long left)
    {
        if (_samples.Count == 0)
        {
            return null;
        }

        var (at, ended) = _samples.Peek();
        if (_last.Ended - ended < Telling && _last.At - begin < While)
        {
            return null;
        }

        var ticks = (double)(_last.At - at).Ticks / (_last.Ended - ended) * left;
        return TimeSpan.FromTicks((long)Math.Min(ticks, TimeSpan.FromDays(999).Ticks));
    }
}
