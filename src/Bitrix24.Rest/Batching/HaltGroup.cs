namespace Bitrix24.Rest;

/// <summary>
/// The calls of one run that stops at its first failure: they go in batches of their own with <c>halt=1</c>, one batch at a time,
/// and after a failure none of them is sent. What only looks whether they may be made goes as any other reading does, so it can fail while
/// those before it are still to be made: then these are. Guarded by the dispatcher's lock.
/// </summary>
internal sealed class HaltGroup
{
    // The last item that may still be done.
    private long _last = long.MaxValue;

    /// <summary>A call has failed.</summary>
    /// <returns>Whether it ends more than is ended by now.</returns>
    public bool Halt(Call failed)
    {
        var last = failed.IsGuard ? failed.Item : 0;
        var endsMore = last < _last;
        _last = endsMore ? last : _last;
        return endsMore;
    }

    /// <summary>Whether a call may not be sent any more; one that has no place yet is behind all.</summary>
    public bool Stops(Call call) => call.Act.HaltGroup == this && (call.Item == 0 ? _last < long.MaxValue : call.Item > _last);
}
