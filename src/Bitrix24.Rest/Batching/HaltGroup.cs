namespace Bitrix24.Rest;

/// <summary>
/// The calls of one run that stops at its first failure: they go in batches of their own with <c>halt=1</c>, one batch at a time,
/// and of the items behind one that failed nothing is sent. What only looks whether they may be made goes as any other reading does, so
/// it can fail while those before it are still to be made. Guarded by the dispatcher's lock.
/// </summary>
internal sealed class HaltGroup
{
    private long _failed = long.MaxValue;

    /// <summary>An item has failed.</summary>
    /// <returns>Whether it is the first of its run by now.</returns>
    public bool Halt(Call failed)
    {
        var isFirst = failed.Item < _failed;
        _failed = isFirst ? failed.Item : _failed;
        return isFirst;
    }

    /// <summary>Whether a call is of an item behind one that failed; one that has no place yet is behind all.</summary>
    public bool Stops(Call call) => call.Act.HaltGroup == this && (call.Item == 0 ? _failed < long.MaxValue : call.Item > _failed);
}
