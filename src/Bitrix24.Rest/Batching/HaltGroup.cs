namespace Bitrix24.Rest;

/// <summary>
/// The calls of one run that stops at its first failure: they go in batches of their own with <c>halt=1</c>, one batch at a time,
/// and after a failure none of them is sent. Guarded by the dispatcher's lock.
/// </summary>
internal sealed class HaltGroup
{
    public bool IsHalted { get; set; }
}
