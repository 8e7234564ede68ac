namespace Bitrix24.Rest;

/// <summary>
/// What goes first: the call that its thread waits for, since nothing else of that pipeline moves before; then pipelines in turn; within
/// one what is nearest to the end of its chain, so that rows finish from the start; then what came first. Guarded by the dispatcher's lock.
/// </summary>
internal sealed class SendOrder
{
    private readonly ThreadTurns _turns = new();

    public (int Awaited, long Turn, int Depth, long Sequence) RankOf(Call call) =>
        (call.IsAwaited ? 0 : 1, _turns.Of(call.Thread), -call.Depth, call.Sequence);

    public bool Precedes(Call one, Call other) => RankOf(one).CompareTo(RankOf(other)) < 0;

    /// <summary>A call goes.</summary>
    public void Take(Call call) => _turns.Take(call.Thread);

    /// <summary>Nobody waits.</summary>
    public void Clear() => _turns.Clear();
}
