using System;
using System.Collections.Generic;

namespace Bitrix24.Rest;

/// <summary>
/// Whose call goes next where several pipelines use one connection: the one that has had the fewest. A pipeline that comes, or that could
/// not send for a while, has one turn at once and no claim to what it missed. Guarded by the dispatcher's lock.
/// </summary>
internal sealed class ThreadTurns
{
    private readonly Dictionary<PipelineThread, long> _turns = [];
    private long _latest;

    public long Of(PipelineThread thread) => _turns.TryGetValue(thread, out var turn) ? turn : 0;

    /// <summary>A call of the thread goes.</summary>
    public void Take(PipelineThread thread)
    {
        var turn = Of(thread);
        _latest = Math.Max(_latest, turn);
        _turns[thread] = _latest + 1;
    }

    /// <summary>Nobody waits: threads come and go, and none is kept.</summary>
    public void Clear() => _turns.Clear();
}
